/** What an image file says of itself in its first bytes, read without decoding a pixel. */
@NullMarked
package io.calotype.variants.probe;

import org.jspecify.annotations.NullMarked;
