package io.calotype.benchmarks.endtoend;

import io.calotype.infra.local.s3.LocalS3Settings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The client: puts originals, from several threads, each under a key that was never used. */
final class Originals implements AutoCloseable {
  private static final int THREADS = 16;

  private final S3Client s3;
  private final WriteLog writes;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);

  Originals(StandIns standIns) {
    this.s3 = standIns.s3();
    this.writes = standIns.writes();
  }

  /**
   * An original that was put, or is to be.
   *
   * @param key its key
   * @param manifestNs when its manifest was written, by {@link System#nanoTime()}
   */
  record Put(String key, CompletableFuture<Long> manifestNs) {

    /** Waits for the manifest. */
    long await(Duration patience) throws InterruptedException {
      try {
        return manifestNs.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        throw new IllegalStateException(
            "expected the manifest of " + key + " within " + patience.toSeconds() + " s", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException(
            "expected to put " + key + " but got: " + e.getMessage(), e);
      }
    }
  }

  /** Puts an original at a moment of {@link System#nanoTime()}, or at once where that is past. */
  Put putAt(long ns, String key, byte[] content) {
    Put put = new Put(key, writes.manifest(key));
    var unused =
        threads.schedule(
            () -> {
              try {
                s3.putObject(
                    r -> r.bucket(LocalS3Settings.ORIGINALS).key(key).contentType("image/jpeg"),
                    RequestBody.fromBytes(content));
              } catch (RuntimeException e) {
                put.manifestNs().completeExceptionally(e);
              }
            },
            ns - System.nanoTime(),
            TimeUnit.NANOSECONDS);
    return put;
  }

  /** Puts an original as soon as a thread is free. */
  Put put(String key, byte[] content) {
    return putAt(System.nanoTime(), key, content);
  }

  /** Deletes an original, as its owner would. */
  void delete(Put put) {
    s3.deleteObject(r -> r.bucket(LocalS3Settings.ORIGINALS).key(put.key()));
    writes.forget(put.key());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
