/**
 * One page of all benchmarks: {@code ./calotype bench}. {@link io.calotype.benchmarks.report.Bench}
 * runs the sections one after the other, {@link io.calotype.benchmarks.report.Page} shows what they
 * found.
 */
@NullMarked
package io.calotype.benchmarks.report;

import org.jspecify.annotations.NullMarked;
