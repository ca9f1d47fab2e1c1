/** The short digests by which versions of recipes and pictures are told apart. */
@NullMarked
package io.calotype.variants.digest;

import org.jspecify.annotations.NullMarked;
