/**
 * The Flink job. {@link io.calotype.pipeline.CalotypeJob} reads as its topology; the packages stand
 * in the order of the flow: {@code kinesis}, {@code event}, {@code gate}, {@code make} (which
 * composes {@code fetch}, {@code render} and {@code store}), {@code announce}, and {@code
 * deadletter} for what is refused on the way.
 */
@NullMarked
package io.calotype.pipeline;

import org.jspecify.annotations.NullMarked;
