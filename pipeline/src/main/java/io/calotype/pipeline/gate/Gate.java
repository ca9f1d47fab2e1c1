package io.calotype.pipeline.gate;

import io.calotype.pipeline.event.InTransit;
import io.calotype.pipeline.event.OriginalEvent;
import io.calotype.pipeline.metrics.OwnMetrics;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Lets an event pass only where it is newer than all that passed for its original.
 *
 * <p>Saves work and carries no correctness: what passes makes the job look at the bucket, so that
 * an event too many costs a few requests, and one too few cannot be, since whatever newer event
 * passed has seen the older change as well. That is also why the state may expire.
 *
 * <p>A reconcile event has no place in that order: it passes always, and nothing is learnt from it.
 * Events of other buckets are not ours: without that check an event of the variants bucket, by a
 * rule that is too wide, would make variants of variants without end.
 */
public final class Gate extends KeyedProcessFunction<String, InTransit, OriginalEvent> {
  private static final long serialVersionUID = 1L;

  /** S3's events may be a day late, when EventBridge could not deliver them. */
  public static final Duration MEMORY = Duration.ofDays(2);

  private final String originalsBucket;
  private final Duration memory;
  private transient @Nullable ValueState<String> newest;
  private transient Counter accepted = new SimpleCounter();
  private transient Counter duplicate = new SimpleCounter();
  private transient Counter late = new SimpleCounter();
  private transient Counter foreign = new SimpleCounter();

  /**
   * A gate for the originals of one bucket.
   *
   * @param memory how long it remembers an original after its newest event; zero for not at all, so
   *     that each event of the bucket passes
   */
  public Gate(String originalsBucket, Duration memory) {
    this.originalsBucket = originalsBucket;
    this.memory = memory;
  }

  @Override
  public void open(OpenContext context) {
    if (!memory.isZero()) {
      ValueStateDescriptor<String> descriptor =
          new ValueStateDescriptor<>("newest-sequencer", Types.STRING);
      descriptor.enableTimeToLive(StateTtlConfig.newBuilder(memory).build());
      newest = getRuntimeContext().getState(descriptor);
    }
    MetricGroup metrics = OwnMetrics.of(getRuntimeContext().getMetricGroup());
    accepted = metrics.counter("accepted");
    duplicate = metrics.counter("duplicate");
    late = metrics.counter("late");
    foreign = metrics.counter("foreign");
  }

  @Override
  public void processElement(InTransit arrived, Context context, Collector<OriginalEvent> out)
      throws Exception {
    OriginalEvent event = arrived.event();
    if (!event.bucket().equals(originalsBucket)) {
      foreign.inc();
      return;
    }
    String sequencer = event.sequencer();
    if (sequencer != null && newest != null) {
      String known = newest.value();
      int order = known == null ? 1 : Sequencer.compare(sequencer, known);
      if (order <= 0) {
        (order == 0 ? duplicate : late).inc();
        return;
      }
      newest.update(sequencer);
    }
    accepted.inc();
    out.collect(event);
  }
}
