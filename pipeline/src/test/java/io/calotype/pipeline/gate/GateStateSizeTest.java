package io.calotype.pipeline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.event.InTransit;
import io.calotype.pipeline.fixture.Events;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/**
 * How much the gate holds of an original whose key has 25 characters, as tickets give them. {@code
 * docs/performance.md} says the same.
 */
class GateStateSizeTest {
  private static final int KEYS = 2_000;

  /** Bucket and key (45), sequencer (19), when it was updated (8), and a byte of Flink's own. */
  @Test
  void writes73BytesOfAnOriginalFromTheHeap() throws Exception {
    assertThat(bytesOfAnOriginal(new HashMapStateBackend())).isEqualTo(73);
  }

  /**
   * RocksDB's files are compressed: what keys have in common, as the bucket, costs nothing. How
   * well depends on when it writes them, in threads of its own.
   */
  @Test
  void writesSome50BytesOfItFromRocksDb() throws Exception {
    assertThat(bytesOfAnOriginal(new EmbeddedRocksDBStateBackend(true))).isBetween(30.0, 60.0);
  }

  /** What an original adds to a snapshot, without what the snapshot has of itself. */
  private static double bytesOfAnOriginal(StateBackend backend) throws Exception {
    return (snapshotBytes(backend, 2 * KEYS) - snapshotBytes(backend, KEYS)) / (double) KEYS;
  }

  private static long snapshotBytes(StateBackend backend, int originals) throws Exception {
    Random random = new Random(1);
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Gate(Events.ORIGINALS, Gate.MEMORY)),
            InTransit::object,
            Types.STRING);
    try {
      harness.setStateBackend(backend);
      harness.open();
      for (int i = 0; i < originals; i++) {
        String start = Long.toString(random.nextLong() >>> 4, 36) + "000000000000";
        String key = start.substring(0, 12) + "/IMG_%04d.jpg".formatted(i);
        String sequencer = "0055%014X".formatted(random.nextLong() >>> 8);
        harness.processElement(InTransit.of(Events.decoded(Events.created(key, sequencer))), 0);
      }
      return harness.snapshot(1, 1).getStateSize();
    } finally {
      harness.close();
    }
  }
}
