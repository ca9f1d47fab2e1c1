package io.calotype.cli.backfill;

import io.calotype.cli.backfill.BucketParts.Part;
import io.calotype.pipeline.event.ReconcileEvent;
import io.calotype.pipeline.kinesis.StreamException;
import io.calotype.pipeline.kinesis.StreamWriter;
import io.calotype.variants.name.DerivedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Has the job look at each original of a bucket, at a bounded rate; if wanted, also at those that
 * are gone and of which variants are left.
 *
 * <p>A key is noted as sent after the stream has taken it. So a run that is ended, by kill -9 too,
 * and started again with its checkpoint sends the rest, and at most one batch a part once more.
 */
public final class Backfill {
  private static final int THREADS = 4;

  private final BucketParts parts;
  private final String bucket;
  private final @Nullable Leftovers leftovers;

  /**
   * Of a bucket's keys that begin with a prefix.
   *
   * @param s3 stays the caller's to close
   * @param variants the bucket of variants, where those of originals that are gone are looked for;
   *     null for nowhere
   */
  public Backfill(S3Client s3, String bucket, String prefix, @Nullable String variants) {
    this.parts = new BucketParts(s3, bucket, prefix);
    this.bucket = bucket;
    this.leftovers = variants == null ? null : new Leftovers(s3, bucket, variants, prefix);
  }

  /**
   * What is in the bucket.
   *
   * @param originals how many
   * @param refused how many of them have keys that the stream can never take
   * @param bytes all together
   * @param gone originals that are not there, of which variants are left
   */
  public record Count(long originals, long refused, long bytes, long gone) {
    /** How many events there are to send. */
    public long toSend() {
      return originals - refused + gone;
    }
  }

  /** Counts without sending. */
  public Count count() throws IOException, InterruptedException {
    AtomicLong originals = new AtomicLong();
    AtomicLong refused = new AtomicLong();
    AtomicLong bytes = new AtomicLong();
    ofEach(
        parts.all(),
        part ->
            parts.pages(
                part,
                null,
                page -> {
                  originals.addAndGet(page.size());
                  for (S3Object object : page) {
                    refused.addAndGet(isTaken(object.key()) ? 0 : 1);
                    bytes.addAndGet(object.size());
                  }
                }));
    AtomicLong gone = new AtomicLong();
    findGone(keys -> gone.addAndGet(keys.size()));
    return new Count(originals.get(), refused.get(), bytes.get(), gone.get());
  }

  /** Told of how far it came, on several threads. */
  @FunctionalInterface
  public interface Listener {
    /** So many were dealt with, in all runs together. */
    void passed(long total);
  }

  /**
   * What came of it, in this run and those before.
   *
   * @param sent how many events of originals are on the stream
   * @param refused how many keys the stream can never take, since they are too long for it
   * @param gone how many events this run sent of originals that are gone
   * @param earlier whether runs before this one had sent all of the originals
   */
  public record Sent(long sent, long refused, long gone, boolean earlier) {}

  /**
   * Sends all that was not sent yet; of originals that are gone whatever it finds.
   *
   * @param perSecond at most this many a second
   * @param checkpointFile where it is kept how far it came, or null
   * @throws IOException whose message is one line for users
   */
  public Sent send(
      StreamWriter stream, int perSecond, @Nullable Path checkpointFile, Listener listener)
      throws IOException, InterruptedException {
    Checkpoint checkpoint = Checkpoint.open(checkpointFile, parts.toString());
    Rate rate = new Rate(perSecond);
    List<Part> all = parts.all();
    boolean earlier = all.stream().allMatch(part -> checkpoint.isDone(part.name()));
    ofEach(
        all,
        part -> {
          if (!checkpoint.isDone(part.name())) {
            parts.pages(
                part,
                checkpoint.after(part.name()),
                page -> send(part, page, stream, rate, checkpoint, listener));
            unchecked(() -> checkpoint.done(part.name()));
          }
        });
    return new Sent(checkpoint.sent(), checkpoint.refused(), sendGone(stream, rate), earlier);
  }

  private long sendGone(StreamWriter stream, Rate rate) throws IOException, InterruptedException {
    AtomicLong sent = new AtomicLong();
    findGone(
        keys -> {
          for (int from = 0; from < keys.size(); from += rate.batchMax()) {
            List<String> batch = keys.subList(from, Math.min(keys.size(), from + rate.batchMax()));
            unchecked(
                () -> {
                  rate.await(batch.size());
                  stream.put(batch.stream().map(this::entry).toList());
                });
            sent.addAndGet(batch.size());
          }
        });
    return sent.get();
  }

  private void findGone(Leftovers.Found found) throws IOException, InterruptedException {
    if (leftovers == null) {
      return;
    }
    try {
      leftovers.find(keys -> found.keys(keys.stream().filter(Backfill::isTaken).toList()));
    } catch (Failed e) {
      throw new IOException(e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
    }
  }

  private void send(
      Part part,
      List<S3Object> page,
      StreamWriter stream,
      Rate rate,
      Checkpoint checkpoint,
      Listener listener) {
    for (int from = 0; from < page.size(); from += rate.batchMax()) {
      List<S3Object> batch = page.subList(from, Math.min(page.size(), from + rate.batchMax()));
      unchecked(
          () -> {
            rate.await(batch.size());
            List<StreamWriter.Entry> entries = entries(batch);
            stream.put(entries);
            checkpoint.passed(
                part.name(),
                batch.get(batch.size() - 1).key(),
                entries.size(),
                batch.size() - entries.size());
            listener.passed(checkpoint.sent() + checkpoint.refused());
          });
    }
  }

  private List<StreamWriter.Entry> entries(List<S3Object> batch) {
    return batch.stream().map(S3Object::key).filter(Backfill::isTaken).map(this::entry).toList();
  }

  private StreamWriter.Entry entry(String key) {
    return new StreamWriter.Entry(
        key, ReconcileEvent.json(bucket, key).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isTaken(String key) {
    return key.length() <= DerivedKeys.ORIGINAL_KEY_CHARACTERS_MAX;
  }

  @FunctionalInterface
  private interface PartWork {
    void with(Part part);
  }

  private static void ofEach(List<Part> parts, PartWork work)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> futures = new ArrayList<>();
      parts.forEach(part -> futures.add(threads.submit(() -> work.with(part))));
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Failed failed && failed.getCause() != null) {
        cause = failed.getCause();
      }
      throw new IOException(cause == null ? e.getMessage() : cause.getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException, StreamException, InterruptedException;
  }

  private static void unchecked(Step step) {
    try {
      step.run();
    } catch (IOException | StreamException e) {
      throw new Failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed(e);
    }
  }

  /** Carries a checked exception out of a listing. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(Exception cause) {
      super(cause);
    }
  }
}
