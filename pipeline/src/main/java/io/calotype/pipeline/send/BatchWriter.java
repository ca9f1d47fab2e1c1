package io.calotype.pipeline.send;

import io.calotype.pipeline.metrics.OwnMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.DequeRequestBuffer;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.SimpleBatchCreator;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;

/** Hands batches to a service on a thread of its own, and takes back what it did not take. */
final class BatchWriter<T> extends AsyncSinkWriter<T, String> {
  /** Short, since a checkpoint waits for the request that is under way. */
  private static final long PAUSE_MS_MAX = Duration.ofSeconds(5).toMillis();

  private static final long PAUSE_MS_FIRST = 100;
  private static final int DOUBLINGS_MAX = 10;

  private final BatchService service;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(new ExecutorThreadFactory("send"));
  private final Counter sent;
  private final Counter retried;

  /** On the sending thread only. */
  private int failures;

  BatchWriter(
      ElementConverter<T, String> converter,
      WriterInitContext context,
      BatchLimits limits,
      BatchService service,
      Collection<BufferedRequestState<String>> buffered) {
    super(
        converter,
        context,
        configuration(limits),
        buffered,
        new SimpleBatchCreator<>(limits.bytesMax()),
        new DequeRequestBuffer<>());
    this.service = service;
    MetricGroup group = OwnMetrics.of(context.metricGroup());
    this.sent = group.counter("sent", new ThreadSafeSimpleCounter());
    this.retried = group.counter("sendRetries", new ThreadSafeSimpleCounter());
  }

  private static AsyncSinkWriterConfiguration configuration(BatchLimits limits) {
    return AsyncSinkWriterConfiguration.builder()
        .setMaxBatchSize(limits.entriesMax())
        .setMaxBatchSizeInBytes(limits.bytesMax())
        .setMaxInFlightRequests(1)
        .setMaxBufferedRequests(Math.max(BatchSink.BUFFERED_MAX, limits.entriesMax() + 1))
        .setMaxTimeInBufferMS(limits.waitMs())
        .setMaxRecordSizeInBytes(limits.bytesMax())
        .build();
  }

  @Override
  protected void submitRequestEntries(List<String> entries, ResultHandler<String> result) {
    List<String> batch = List.copyOf(entries);
    thread.execute(() -> send(batch, result));
  }

  private void send(List<String> entries, ResultHandler<String> result) {
    try {
      List<String> left = service.send(entries);
      sent.inc(entries.size() - left.size());
      if (left.isEmpty()) {
        failures = 0;
        result.complete();
        return;
      }
      retried.inc(left.size());
      pause();
      result.retryForEntries(left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the task is being cancelled
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  /** With jitter over the upper half, so that subtasks turned away together come back apart. */
  private void pause() throws InterruptedException {
    long longestMs = Math.min(PAUSE_MS_MAX, PAUSE_MS_FIRST << Math.min(failures++, DOUBLINGS_MAX));
    Thread.sleep(longestMs - ThreadLocalRandom.current().nextLong(longestMs / 2 + 1));
  }

  @Override
  protected long getSizeInBytes(String entry) {
    return entry.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    service.close();
    super.close();
  }
}
