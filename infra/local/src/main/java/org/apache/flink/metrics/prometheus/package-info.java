/**
 * One class in Flink's own package: {@code AbstractPrometheusReporter} shares its registry with no
 * other package, and Flink's reporter can only listen on all of a machine's addresses.
 */
@NullMarked
package org.apache.flink.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
