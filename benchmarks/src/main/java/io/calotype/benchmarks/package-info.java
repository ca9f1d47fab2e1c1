/**
 * What Calotype costs, by JMH: one question a benchmark, its command in its Javadoc.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar -h} explains JMH's options; {@link
 * io.calotype.benchmarks.Main} says how it differs.
 */
@NullMarked
package io.calotype.benchmarks;

import org.jspecify.annotations.NullMarked;
