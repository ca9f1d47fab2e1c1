package io.calotype.cli.report;

import java.time.Duration;

/**
 * How long a part of the work took.
 *
 * @param part one lower-case word, as {@code render}
 * @param took the time
 */
public record Timing(String part, Duration took) {}
