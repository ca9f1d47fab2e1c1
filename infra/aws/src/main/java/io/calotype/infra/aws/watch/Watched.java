package io.calotype.infra.aws.watch;

/**
 * The names of what one region's alarms and dashboard look at.
 *
 * @param requestMetrics the id under which the dead letters' bucket counts requests
 */
public record Watched(
    String stream,
    String queue,
    String application,
    String deadLettersBucket,
    String requestMetrics,
    String onTheFly) {}
