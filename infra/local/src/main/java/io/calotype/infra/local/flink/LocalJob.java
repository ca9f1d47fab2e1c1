package io.calotype.infra.local.flink;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
      }
    }
    return submit(options, Optional.empty(), topology);
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
    JobClient client;
    try {
      client = env.executeAsync("calotype");
    } catch (Exception e) {
      throw new IOException("expected the job to start but got: " + innermost(e), e);
    }
    LocalJob job = new LocalJob(client, new FlinkRest(options.restPort()));
    try {
      job.awaitAllTasks();
      return job;
    } catch (IOException | InterruptedException e) {
      job.close();
      throw e;
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
      job.cancel().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      job.getJobExecutionResult()
          .handle((result, expectedCancellation) -> result)
          .get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The job did not stop cleanly: {}", innermost(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String innermost(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
