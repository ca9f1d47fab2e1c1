/**
 * Does the engine's memory stay where it is, over many thousand ladders and many restarts of a job?
 *
 * <p>{@link io.calotype.benchmarks.soak.Soak} makes ladders, {@link
 * io.calotype.benchmarks.soak.Reloads} loads the engine again and again.
 */
@NullMarked
package io.calotype.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
