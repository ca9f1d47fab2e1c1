/** The gate: what is old news about an original does not pass. */
@NullMarked
package io.calotype.pipeline.gate;

import org.jspecify.annotations.NullMarked;
