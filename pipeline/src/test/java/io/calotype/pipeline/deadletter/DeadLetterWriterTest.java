package io.calotype.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.store.testing.FakeObjectStore;
import io.calotype.pipeline.store.testing.FakeObjectStore.Objects;
import io.calotype.variants.reason.Reason;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.Test;

class DeadLetterWriterTest {
  private final Objects bucket = new Objects();
  private final MetricListener metrics = new MetricListener();

  @Test
  void countsALetterThatComesOnceMoreOnce() {
    try (DeadLetterWriter writer =
        new DeadLetterWriter(
            new FakeObjectStore(bucket, FakeObjectStore.DIRECT), metrics.getMetricGroup())) {
      writer.write(letter("1", 1), null);
      writer.write(letter("1", 2), null);
      assertThat(rejected()).isEqualTo(1);
      writer.write(letter("2", 3), null);
      assertThat(rejected()).isEqualTo(2);
    }
    assertThat(bucket.all()).containsOnlyKeys("shard/1.json", "shard/2.json");
    assertThat(bucket.get("shard/1.json").object().bytes()).isEqualTo(letter("1", 1).json());
  }

  private long rejected() {
    return metrics.getCounter("reason", "truncated", "rejected").orElseThrow().getCount();
  }

  private static DeadLetter letter(String sequenceNumber, long timeMs) {
    return new DeadLetter(
        "shard", sequenceNumber, "a", Reason.TRUNCATED, "expected more", 1, timeMs, new byte[0]);
  }
}
