package io.calotype.cli.upload;

import io.calotype.cli.console.Amount;
import io.calotype.cli.console.FileFault;
import io.calotype.cli.report.Outcome;
import io.calotype.cli.report.Timing;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.Rejection;
import io.calotype.variants.reason.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Uploads files and waits for their manifests, several at a time. */
public final class Uploader {
  private static final int FILES_AT_A_TIME = 32;
  private static final int SENDS_AT_A_TIME = 4;
  private static final long POLL_MS_MIN = 100;
  private static final long POLL_MS_MAX = 1000;

  private final EdgeClient client;
  private final Duration patience;
  private final Runnable whenOneIsDone;
  private final Semaphore sends = new Semaphore(SENDS_AT_A_TIME);
  private final AtomicLong lastProgressNs = new AtomicLong();

  /**
   * An uploader.
   *
   * @param patience how long to wait for a manifest while no other arrives either: a long queue
   *     that moves is no fault
   * @param whenOneIsDone called from several threads
   */
  public Uploader(EdgeClient client, Duration patience, Runnable whenOneIsDone) {
    this.client = client;
    this.patience = patience;
    this.whenOneIsDone = whenOneIsDone;
  }

  /** What became of all files, in their order. */
  public List<Outcome> upload(List<Path> files) {
    ExecutorService workers =
        Executors.newFixedThreadPool(Math.max(1, Math.min(files.size(), FILES_AT_A_TIME)));
    progressed();
    try {
      List<Future<Outcome>> pending = new ArrayList<>();
      for (Path file : files) {
        pending.add(workers.submit(() -> upload(file)));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> one : pending) {
        outcomes.add(one.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw new IllegalStateException("uploading a file threw what it should not", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      workers.shutdownNow();
    }
  }

  private Outcome upload(Path file) throws InterruptedException {
    String path = file.toString();
    try {
      if (Files.isDirectory(file)) {
        return Outcome.failed(path, "expected a file but it is a folder: name its pictures");
      }
      return Files.size(file) == 0 ? empty(path) : send(path, file);
    } catch (NotAcceptedException e) {
      return Outcome.refused(path, e.getMessage(), e.answer());
    } catch (IOException e) {
      return Outcome.failed(path, FileFault.of(e));
    } finally {
      progressed();
      whenOneIsDone.run();
    }
  }

  /** A ticket is for one byte or more: without asking for one it can be said better. */
  private static Outcome empty(String path) {
    return Outcome.refused(
        path,
        Reason.EMPTY_FILE.name(),
        "expected a picture but got a file of 0 bytes: get the whole file");
  }

  private Outcome send(String path, Path file)
      throws IOException, InterruptedException, NotAcceptedException {
    String contentType = ContentType.of(file);
    long begunNs;
    Ticket ticket;
    sends.acquire();
    try {
      begunNs = System.nanoTime();
      ticket = client.ticket(file.getFileName().toString(), contentType, Files.size(file));
      client.put(ticket, file);
    } finally {
      sends.release();
    }
    Timing upload = since("upload", begunNs);
    progressed();
    begunNs = System.nanoTime();
    Optional<Manifest> manifest = await(ticket);
    if (manifest.isEmpty()) {
      return Outcome.failed(
          path,
          "uploaded as "
              + ticket.key()
              + ", but no manifest came for "
              + Amount.time(patience)
              + ": ./calotype status says how the job does, ./calotype status '"
              + ticket.key()
              + "' asks for this picture again");
    }
    Rejection rejection = manifest.get().reason();
    return rejection == null
        ? Outcome.ready(path, manifest.get(), List.of(upload, since("ready", begunNs)))
        : Outcome.refused(path, rejection);
  }

  private Optional<Manifest> await(Ticket ticket) throws IOException, InterruptedException {
    long pauseMs = POLL_MS_MIN;
    @Nullable IOException passing = null;
    while (System.nanoTime() - lastProgressNs.get() < patience.toNanos()) {
      try {
        passing = null;
        Optional<Manifest> manifest = client.manifest(ticket.manifestUrl());
        if (manifest.isPresent()) {
          return manifest;
        }
      } catch (PassingFaultException e) {
        passing = e;
      }
      Thread.sleep(pauseMs);
      pauseMs = Math.min(POLL_MS_MAX, pauseMs * 3 / 2);
    }
    if (passing != null) {
      throw passing;
    }
    return Optional.empty();
  }

  private void progressed() {
    lastProgressNs.set(System.nanoTime());
  }

  private static Timing since(String part, long begunNs) {
    return new Timing(part, Duration.ofNanos(System.nanoTime() - begunNs));
  }
}
