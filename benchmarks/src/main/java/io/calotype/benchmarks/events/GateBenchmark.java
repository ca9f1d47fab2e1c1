package io.calotype.benchmarks.events;

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
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * java -jar benchmarks/target/benchmarks.jar GateBenchmark -prof gc
 * }</pre>
 *
 * <p>In the harness that Flink's own tests use, with state on the heap: what a backend on disk adds
 * is not in it. Level.Invocation is safe here, since a call takes a thousand events.
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

  /** Originals that events come for. */
  @Param({"1000", "100000"})
  public int keys = 1000;

  final Kept<List<OriginalEvent>, List<OriginalEvent>> kept = new Kept<>(GateBenchmark::require);
  private final EventDecoder decoder = new EventDecoder();
  private @Nullable KeyedOneInputStreamOperatorTestHarness<String, InTransit, OriginalEvent> gate;
  private final List<OriginalEvent> batch = new ArrayList<>();
  private long sequencer;

  /** What JMH reports beside time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class StateSize {
    private double bytes;

    /** Bytes of a checkpoint for each key. */
    public double checkpointBytesPerKey() {
      return bytes;
    }
  }

  /** Opens the gate and lets an event pass for each key. */
  @Setup
  public void open() throws Exception {
    gate =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Gate(Records.BUCKET, Gate.MEMORY)),
            InTransit::object,
            Types.STRING);
    gate.open();
    for (int i = 0; i < keys; i++) {
      gate().processElement(InTransit.of(next()), 0);
    }
    gate().getOutput().clear();
  }

  /** Takes a checkpoint, whose size is reported. */
  @Setup(Level.Iteration)
  public void measureState(StateSize size) throws Exception {
    OperatorSubtaskState checkpoint = gate().snapshot(sequencer, sequencer);
    size.bytes = (double) checkpoint.getStateSize() / keys;
  }

  /** Makes the events of the next call, of which every second is a duplicate. */
  @Setup(Level.Invocation)
  public void prepare() throws MalformedEventException {
    batch.clear();
    for (int i = 0; i < BATCH; i += 2) {
      OriginalEvent event = next();
      batch.add(event);
      batch.add(event);
    }
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

  private OriginalEvent next() throws MalformedEventException {
    sequencer++;
    return decoder.decode(Records.created("holiday/" + sequencer % keys + ".jpg", sequencer));
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
