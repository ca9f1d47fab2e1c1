/** What of a picture is shown where it is cropped to a ratio: geometry alone, no pixels. */
@NullMarked
package io.calotype.variants.crop;

import org.jspecify.annotations.NullMarked;
