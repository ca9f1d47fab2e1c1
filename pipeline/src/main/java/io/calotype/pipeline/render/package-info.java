/** The rendering of fetched originals, with bounded memory and a bounded number at a time. */
@NullMarked
package io.calotype.pipeline.render;

import org.jspecify.annotations.NullMarked;
