package io.calotype.benchmarks.events;

import io.calotype.benchmarks.Inputs;
import io.calotype.benchmarks.Kept;
import io.calotype.pipeline.event.EventDecoder;
import io.calotype.pipeline.event.InTransit;
import io.calotype.pipeline.event.MalformedEventException;
import io.calotype.pipeline.event.OriginalEvent;
import io.calotype.pipeline.gate.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does the gate take for an event, and how much state does it keep for a key?
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar GateBenchmark -prof gc \
 *     -prof io.calotype.benchmarks.events.GateState
 * }</pre>
 *
 * <p>In the harness that Flink's own tests use, with state on the heap: what a backend on disk adds
 * is not in it. A call takes a thousand events. They are made before anything is measured; what
 * profilers see beside the gate's own work is a new record for every second event, the same with a
 * later sequencer.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-Djava.awt.headless=true"})
public class GateBenchmark {
  private static final int BATCH = 1000;

  /** Of 100,000 keys and more; Flink's own limit for a checkpoint in memory is 5 MB. */
  private static final int CHECKPOINT_BYTES_MAX = 256 << 20;

  /** Originals that events come for; a multiple of 500, 1,000 or more. */
  @Param({"1000", "100000"})
  public int keys = 1000;

  final Kept<List<OriginalEvent>, List<OriginalEvent>> kept = new Kept<>(GateBenchmark::require);
  private final EventDecoder decoder = new EventDecoder();
  private @Nullable KeyedOneInputStreamOperatorTestHarness<String, InTransit, OriginalEvent> gate;
  private @Nullable Inputs<List<OriginalEvent>> batches;
  private List<OriginalEvent> batch = List.of();
  private long sequencer;

  /** Opens the gate, lets an event pass for each key, and takes a checkpoint. */
  @Setup
  public void open() throws Exception {
    gate =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Gate(Records.BUCKET, Gate.MEMORY)),
            InTransit::object,
            Types.STRING);
    gate.setCheckpointStorage(new JobManagerCheckpointStorage(CHECKPOINT_BYTES_MAX));
    gate.open();
    List<List<OriginalEvent>> all = new ArrayList<>();
    for (int first = 0; first < keys; first += BATCH / 2) {
      all.add(batch(first));
    }
    for (List<OriginalEvent> events : all) {
      for (OriginalEvent event : events) {
        gate().processElement(InTransit.of(event), 0);
      }
    }
    gate().getOutput().clear();
    batches = new Inputs<>(all);
    GateState.measured((double) gate().snapshot(1, 1).getStateSize() / keys);
  }

  /** Events of so many keys, each twice. */
  private List<OriginalEvent> batch(int firstKey) throws MalformedEventException {
    List<OriginalEvent> events = new ArrayList<>();
    for (int i = firstKey; i < firstKey + BATCH / 2; i++) {
      OriginalEvent event = decoder.decode(Records.created("holiday/" + i + ".jpg", i));
      events.add(event);
      events.add(event);
    }
    return events;
  }

  /** Makes the next batch later than all before: of two events of a key only the first is new. */
  @Setup(Level.Invocation)
  public void prepare() {
    batch = Objects.requireNonNull(batches).next();
    String later = Records.sequencer(keys + sequencer++);
    for (int i = 0; i < BATCH; i += 2) {
      OriginalEvent event = with(batch.get(i), later);
      batch.set(i, event);
      batch.set(i + 1, event);
    }
  }

  private static OriginalEvent with(OriginalEvent event, String sequencer) {
    return new OriginalEvent(
        event.kind(),
        event.bucket(),
        event.key(),
        event.etag(),
        event.bytes(),
        sequencer,
        event.shardId(),
        event.sequenceNumber(),
        event.arrivalMs(),
        event.data());
  }

  /** A thousand events. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public List<OriginalEvent> pass() throws Exception {
    for (OriginalEvent event : batch) {
      gate().processElement(InTransit.of(event), 0);
    }
    List<OriginalEvent> passed = gate().extractOutputValues();
    gate().getOutput().clear();
    return kept.keep(batch, passed);
  }

  /** Fails the benchmark where not exactly the new events passed. */
  @TearDown
  public void control() throws Exception {
    kept.control();
    gate().close();
  }

  private KeyedOneInputStreamOperatorTestHarness<String, InTransit, OriginalEvent> gate() {
    return Objects.requireNonNull(gate, "set up by JMH");
  }

  /** What tells events apart: the harness hands out copies. */
  private static List<String> records(List<OriginalEvent> events) {
    return events.stream().map(OriginalEvent::record).toList();
  }

  private static void require(List<OriginalEvent> sent, List<OriginalEvent> passed) {
    Kept.require(
        records(passed).equals(records(sent).stream().distinct().toList()),
        "each new event once",
        passed.size() + " of " + sent.size());
  }
}
