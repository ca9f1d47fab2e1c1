package io.calotype.infra.local.flink;

import io.calotype.infra.local.ports.FreePorts;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real job on a mini cluster of this process.
 *
 * <p>Starts from the checkpoint that was completed last, by whichever run; where that one does not
 * fit the job any more, without it, since {@code Reconcile} events make good what it knew.
 */
public final class LocalJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalJob.class);
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final long POLL_MS = 200;

  private final JobClient job;
  private final FlinkRest rest;
  private volatile boolean closing;
  private volatile boolean ended;

  private LocalJob(JobClient job, FlinkRest rest) {
    this.job = job;
    this.rest = rest;
  }

  /**
   * Starts the job and returns once all its tasks run.
   *
   * @param topology builds the job on the environment it is given
   * @throws IOException where it does not start; the message says why
   */
  public static LocalJob start(FlinkOptions options, Consumer<StreamExecutionEnvironment> topology)
      throws IOException, InterruptedException {
    clear(options.temporaryDir());
    Checkpoints checkpoints = new Checkpoints(options.checkpointsDir());
    Optional<Path> latest = checkpoints.latest();
    if (latest.isPresent()) {
      checkpoints.deleteOthersThan(latest.get());
      try {
        LocalJob job = submit(options, latest, topology);
        LOG.info("The job goes on from its checkpoint {}", latest.get().getFileName());
        return job;
      } catch (IOException e) {
        LOG.warn(
            "The job does not start from its checkpoint {}: {}. It starts without; what it had"
                + " not finished is found again by looking at the buckets.",
            latest.get(),
            e.getMessage());
        awaitPorts(options);
      }
    }
    return submit(options, Optional.empty(), topology);
  }

  /** Flink ends the cluster of a start that failed in the background, and its listeners last. */
  private static void awaitPorts(FlinkOptions options) throws InterruptedException {
    long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
    while (System.nanoTime() < deadline
        && !(FreePorts.isFree(options.restPort()) && FreePorts.isFree(options.metricsPort()))) {
      Thread.sleep(POLL_MS);
    }
  }

  /** The last run has not tidied up where its process was ended before the cluster was. */
  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      FolderTree.delete(folder);
    }
    Files.createDirectories(folder);
  }

  private static LocalJob submit(
      FlinkOptions options,
      Optional<Path> restoreFrom,
      Consumer<StreamExecutionEnvironment> topology)
      throws IOException, InterruptedException {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(
            options.configuration(restoreFrom));
    env.setParallelism(options.parallelism());
    topology.accept(env);
    LocalJob job = new LocalJob(execute(env), new FlinkRest(options.restPort()));
    try {
      job.awaitAllTasks();
      return job;
    } catch (IOException | InterruptedException e) {
      job.close();
      throw e;
    }
  }

  /**
   * Flink starts in a thread that nobody interrupts: of an interrupt it tells as of any failure,
   * and a start that failed is tried again, without the checkpoint.
   */
  private static JobClient execute(StreamExecutionEnvironment env)
      throws IOException, InterruptedException {
    CompletableFuture<JobClient> starting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return env.executeAsync("calotype");
              } catch (Exception e) {
                throw new CompletionException(e);
              }
            },
            start -> new Thread(start, "job-start").start());
    try {
      return starting.get();
    } catch (ExecutionException e) {
      throw new IOException("expected the job to start but got: " + innermost(e), e);
    } catch (InterruptedException e) {
      cancelOnceStarted(starting);
      throw e;
    }
  }

  private static void cancelOnceStarted(CompletableFuture<JobClient> starting)
      throws InterruptedException {
    try {
      cancel(starting.get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("What was interrupted has not started", e);
    }
  }

  private void awaitAllTasks() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (true) {
      FlinkRest.JobView view;
      try {
        view = rest.job(job.getJobID());
      } catch (HttpTimeoutException e) {
        // On a machine with much else to do Flink's first answers take seconds.
        if (System.nanoTime() > deadline) {
          throw e;
        }
        continue;
      }
      if (view.allTasksRun()) {
        return;
      }
      boolean failed =
          !view.state().equals("CREATED")
              && !view.state().equals("INITIALIZING")
              && !view.state().equals("RUNNING");
      if (failed || System.nanoTime() > deadline) {
        throw new IOException(
            "expected the job to run but it is "
                + view.state()
                + ": "
                + rest.latestFailure(job.getJobID()));
      }
      Thread.sleep(POLL_MS);
    }
  }

  /** The job's id, as Flink's page and REST API have it. */
  String id() {
    return job.getJobID().toString();
  }

  /**
   * Tells when the job ends without {@link #close}, however that comes about.
   *
   * @param listener is given why, in one line
   */
  public void onUnexpectedEnd(Consumer<String> listener) {
    var unused =
        job.getJobExecutionResult()
            .whenComplete(
                (result, failure) -> {
                  ended = true;
                  if (!closing) {
                    listener.accept(failure == null ? "it was finished" : innermost(failure));
                  }
                });
  }

  /** Stops the job, its checkpoints kept, and the cluster with it. */
  @Override
  public void close() {
    closing = true;
    if (ended) {
      return;
    }
    try {
      cancel(job);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The job did not stop cleanly: {}", innermost(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void cancel(JobClient job)
      throws ExecutionException, InterruptedException, TimeoutException {
    job.cancel().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    job.getJobExecutionResult()
        .handle((result, expectedCancellation) -> result)
        .get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String innermost(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
