package io.calotype.pipeline.make;

import io.calotype.pipeline.render.KeptBases;
import io.calotype.pipeline.render.RenderListener;
import io.calotype.pipeline.render.VariantBudget;
import io.calotype.variants.name.Format;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** What the making of variants counts; on any thread. */
final class MakeMetrics implements RenderListener {
  private final Map<Made.State, Counter> states = new EnumMap<>(Made.State.class);
  private final Map<Format, Counter> variants = new EnumMap<>(Format.class);
  private final Map<Format, Counter> bytes = new EnumMap<>(Format.class);
  private final Counter quarantined;
  private final Counter storageRetries;
  private final Histogram renderMs;
  private final Histogram endToEndMs;
  private final MetricGroup group;

  MakeMetrics(MetricGroup group, VariantBudget budget) {
    this.group = group;
    states.put(Made.State.READY, counter(group, "ready"));
    states.put(Made.State.REJECTED, counter(group, "refused"));
    states.put(Made.State.CURRENT, counter(group, "alreadyCurrent"));
    states.put(Made.State.REMOVED, counter(group, "removed"));
    states.put(Made.State.SUPERSEDED, counter(group, "superseded"));
    for (Format format : Format.values()) {
      MetricGroup ofFormat = group.addGroup("format", format.id());
      variants.put(format, counter(ofFormat, "images"));
      bytes.put(format, counter(ofFormat, "imageBytes"));
    }
    quarantined = counter(group, "quarantined");
    storageRetries = counter(group, "storageRetries");
    renderMs = times(group, "renderMs");
    endToEndMs = times(group, "endToEndMs");
    group.gauge("bytesInFlight", budget::bytesInFlight);
    group.gauge("pixelsInFlight", budget::pixelsInFlight);
  }

  /** Shows what is kept between the two parts of a ladder. */
  void watch(KeptBases bases) {
    group.gauge("bytesKept", bases::bytes);
    group.gauge("decodesSaved", bases::used);
  }

  /** CloudWatch shows no histograms: the quantiles stand there as gauges as well. */
  private static Histogram times(MetricGroup group, String name) {
    Histogram times = group.histogram(name, new RecentTimes());
    group.gauge(name + "P50", () -> times.getStatistics().getQuantile(0.5));
    group.gauge(name + "P99", () -> times.getStatistics().getQuantile(0.99));
    return times;
  }

  private static Counter counter(MetricGroup group, String name) {
    return group.counter(name, new ThreadSafeSimpleCounter());
  }

  /** An event was dealt with, so long after the stream took it. */
  void made(Made.State state, long sinceArrivalMs) {
    Objects.requireNonNull(states.get(state)).inc();
    if (state == Made.State.READY) {
      endToEndMs.update(sinceArrivalMs);
    }
  }

  /** An original was set aside since it ended the process. */
  void quarantined() {
    quarantined.inc();
  }

  /** A bucket is asked once more. */
  void retried() {
    storageRetries.inc();
  }

  @Override
  public void encoded(Format format, long size) {
    Objects.requireNonNull(variants.get(format)).inc();
    Objects.requireNonNull(bytes.get(format)).inc(size);
  }

  @Override
  public void rendered(Duration took) {
    renderMs.update(took.toMillis());
  }
}
