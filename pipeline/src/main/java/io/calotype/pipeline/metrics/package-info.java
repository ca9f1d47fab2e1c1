/** Where the job's own metrics stand. */
@NullMarked
package io.calotype.pipeline.metrics;

import org.jspecify.annotations.NullMarked;
