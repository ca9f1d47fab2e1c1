package io.calotype.benchmarks.events;

import io.calotype.benchmarks.Inputs;
import io.calotype.benchmarks.Kept;
import io.calotype.pipeline.event.EventDecoder;
import io.calotype.pipeline.event.MalformedEventException;
import io.calotype.pipeline.event.OriginalEvent;
import io.calotype.pipeline.kinesis.KinesisRecord;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does it take to decode a record of the stream?
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar EventBenchmark -prof gc
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-Djava.awt.headless=true"})
public class EventBenchmark {
  private static final int RECORDS = 64;

  final Kept<KinesisRecord, OriginalEvent> kept = new Kept<>(EventBenchmark::require);
  private final EventDecoder decoder = new EventDecoder();
  private @Nullable Inputs<KinesisRecord> records;

  /** Writes the records. */
  @Setup
  public void open() {
    records =
        new Inputs<>(
            LongStream.range(0, RECORDS)
                .mapToObj(i -> Records.created("holiday/k\u00f6ln " + i + ".jpg", i))
                .toList());
  }

  /** The event. */
  @Benchmark
  public OriginalEvent decode() throws MalformedEventException {
    KinesisRecord record = Objects.requireNonNull(records).next();
    return kept.keep(record, decoder.decode(record));
  }

  /** Fails the benchmark where the event is not the record's. */
  @TearDown
  public void control() {
    kept.control();
  }

  private static void require(KinesisRecord record, OriginalEvent event) {
    Kept.require(
        event.key().equals(record.partitionKey())
            && event.bucket().equals(Records.BUCKET)
            && event.kind() == OriginalEvent.Kind.CREATED,
        "the event of " + record.partitionKey(),
        event);
  }
}
