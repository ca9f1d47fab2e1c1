/** What viewers' caches must forget: everything of an original that was overwritten or deleted. */
@NullMarked
package io.calotype.pipeline.invalidate;

import org.jspecify.annotations.NullMarked;
