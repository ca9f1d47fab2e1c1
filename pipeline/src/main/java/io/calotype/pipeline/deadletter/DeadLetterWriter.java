package io.calotype.pipeline.deadletter;

import io.calotype.pipeline.store.NewObject;
import io.calotype.pipeline.store.ObjectStore;
import io.calotype.pipeline.store.WriteCondition;
import io.calotype.variants.reason.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Writes each dead letter before it takes the next one, so that a checkpoint never has one left to
 * write and nothing waits in memory. They are few; where they are many, the stream is held back,
 * which is right: something is wrong with what is put on it.
 *
 * <p>A letter that is there already stays as it is, and counts once: the first one tells when it
 * happened.
 */
final class DeadLetterWriter implements SinkWriter<DeadLetter> {
  private final ObjectStore store;
  private final Map<Reason, Counter> rejected = new EnumMap<>(Reason.class);

  DeadLetterWriter(ObjectStore store, MetricGroup metrics) {
    this.store = store;
    for (Reason reason : Reason.values()) {
      rejected.put(reason, metrics.addGroup("reason", reason.metric()).counter("rejected"));
    }
  }

  @Override
  public void write(DeadLetter letter, Context context) {
    Counter counter = Objects.requireNonNull(rejected.get(letter.reason()));
    store
        .put(
            letter.objectKey(),
            new NewObject(letter.json(), "application/json", "no-store", Map.of()),
            WriteCondition.absent())
        .ifPresent(written -> counter.inc());
  }

  @Override
  public void flush(boolean endOfInput) {
    // Nothing waits.
  }

  @Override
  public void close() {
    store.close();
  }
}
