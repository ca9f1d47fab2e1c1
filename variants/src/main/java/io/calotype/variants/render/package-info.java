/** The renderer and its engines: bytes of an original in, the planned images out. */
@NullMarked
package io.calotype.variants.render;

import org.jspecify.annotations.NullMarked;
