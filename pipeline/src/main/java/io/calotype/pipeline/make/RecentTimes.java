package io.calotype.pipeline.make;

import java.util.Arrays;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;

/** The distribution of the latest times, in milliseconds. Safe for use by several threads. */
final class RecentTimes implements Histogram {
  private static final int KEPT = 1024;

  private final long[] ring = new long[KEPT];
  private long count;

  @Override
  public synchronized void update(long timeMs) {
    ring[(int) (count++ % KEPT)] = timeMs;
  }

  @Override
  public synchronized long getCount() {
    return count;
  }

  @Override
  public synchronized HistogramStatistics getStatistics() {
    return new Snapshot(Arrays.copyOf(ring, (int) Math.min(count, KEPT)));
  }

  private static final class Snapshot extends HistogramStatistics {
    private final long[] sorted;

    Snapshot(long[] values) {
      Arrays.sort(values);
      this.sorted = values;
    }

    @Override
    public double getQuantile(double quantile) {
      if (sorted.length == 0) {
        return 0;
      }
      int rank = (int) Math.ceil(quantile * sorted.length);
      return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1];
    }

    @Override
    public long[] getValues() {
      return sorted.clone();
    }

    @Override
    public int size() {
      return sorted.length;
    }

    @Override
    public double getMean() {
      return Arrays.stream(sorted).average().orElse(0);
    }

    @Override
    public double getStdDev() {
      double mean = getMean();
      return Math.sqrt(
          Arrays.stream(sorted).mapToDouble(v -> (v - mean) * (v - mean)).average().orElse(0));
    }

    @Override
    public long getMax() {
      return sorted.length == 0 ? 0 : sorted[sorted.length - 1];
    }

    @Override
    public long getMin() {
      return sorted.length == 0 ? 0 : sorted[0];
    }
  }
}
