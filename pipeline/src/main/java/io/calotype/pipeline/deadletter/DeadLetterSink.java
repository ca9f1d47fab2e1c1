package io.calotype.pipeline.deadletter;

import io.calotype.pipeline.metrics.OwnMetrics;
import io.calotype.pipeline.startup.MisconfiguredException;
import io.calotype.pipeline.store.Buckets;
import io.calotype.pipeline.store.ObjectStore;
import io.calotype.pipeline.store.RetryPolicy;
import io.calotype.pipeline.store.RetryingObjectStore;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Keeps dead letters in a bucket. */
public final class DeadLetterSink implements Sink<DeadLetter> {
  private static final long serialVersionUID = 1L;

  private final Buckets buckets;
  private final String bucket;

  /** Keeps them in this one of the buckets. */
  public DeadLetterSink(Buckets buckets, String bucket) {
    this.buckets = buckets;
    this.bucket = bucket;
  }

  @Override
  public SinkWriter<DeadLetter> createWriter(WriterInitContext context) {
    MetricGroup metrics = OwnMetrics.of(context.metricGroup());
    Counter retries = metrics.counter("storageRetries");
    ObjectStore store =
        new RetryingObjectStore(buckets.open(bucket), RetryPolicy.DEFAULT, retries::inc);
    try {
      MisconfiguredException.requireReachable(store, context.getRestoredCheckpointId().isPresent());
    } catch (RuntimeException e) {
      // Nobody else does: there is no writer yet.
      store.close();
      throw e;
    }
    return new DeadLetterWriter(store, metrics);
  }
}
