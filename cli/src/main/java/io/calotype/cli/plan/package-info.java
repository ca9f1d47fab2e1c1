/** A plan in words: what would be made of a picture, and why. */
@NullMarked
package io.calotype.cli.plan;

import org.jspecify.annotations.NullMarked;
