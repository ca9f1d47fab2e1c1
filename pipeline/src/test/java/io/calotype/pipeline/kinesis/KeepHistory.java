package io.calotype.pipeline.kinesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps, in Flink's state, every record that it ever got, and shows that state to the test. What a
 * restart took back and the source did not read again is missing here; what it read twice is here
 * twice.
 */
final class KeepHistory extends KeyedProcessFunction<String, KinesisRecord, String>
    implements CheckpointedFunction, CheckpointListener {

  private static final Map<String, List<String>> HISTORIES = new ConcurrentHashMap<>();
  private static final Map<String, AtomicBoolean> FAILURES = new ConcurrentHashMap<>();

  private static final Map<String, List<String>> KEPT = new ConcurrentHashMap<>();
  private static final Map<String, Long> WATERMARKS = new ConcurrentHashMap<>();

  private final String name;
  private transient ListState<String> history;
  private transient List<String> snapshot;

  KeepHistory(String name) {
    this.name = name;
  }

  /** The state as of the last record: {@code <shard> <text>}, in the order they came. */
  static List<String> historyOf(String name) {
    return HISTORIES.getOrDefault(name, List.of());
  }

  /** What no restart takes back: the state as of the last complete checkpoint. */
  static List<String> keptOf(String name) {
    return KEPT.getOrDefault(name, List.of());
  }

  /** The watermark when the last record came. */
  static long watermarkOf(String name) {
    return WATERMARKS.getOrDefault(name, Long.MIN_VALUE);
  }

  /** The next record makes the job fail, once. */
  static void failAtNextRecord(String name) {
    FAILURES.computeIfAbsent(name, unused -> new AtomicBoolean()).set(true);
  }

  @Override
  public void open(OpenContext context) {
    history = getRuntimeContext().getListState(new ListStateDescriptor<>("history", String.class));
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    // The history is keyed state, which Flink restores by itself.
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    snapshot = historyOf(name);
  }

  /** Of the last that was begun: Flink has one under way at a time here. */
  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    KEPT.put(name, snapshot);
  }

  @Override
  public void processElement(KinesisRecord record, Context context, Collector<String> out)
      throws Exception {
    AtomicBoolean failure = FAILURES.get(name);
    if (failure != null && failure.getAndSet(false)) {
      throw new IllegalStateException("injected failure");
    }
    history.add(record.shardId() + " " + record.partitionKey());
    List<String> all = new ArrayList<>();
    history.get().forEach(all::add);
    WATERMARKS.put(name, context.timerService().currentWatermark());
    HISTORIES.put(name, List.copyOf(all));
  }
}
