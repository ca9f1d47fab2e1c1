package io.calotype.benchmarks.endtoend;

import io.calotype.infra.local.flink.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A folder for buckets, checkpoints and logs that is deleted when it is closed, and also when
 * Ctrl-C or SIGTERM end this process: then the thread that made it is interrupted, and the process
 * stays until it has closed the folder.
 */
final class ScratchFolder implements AutoCloseable {
  private static final long CLEANING_SECONDS_MAX = 60;

  private final Path path = Files.createTempDirectory("calotype-endtoend-");
  private final Thread worker = Thread.currentThread();
  private final CountDownLatch deleted = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "stop");
  private volatile boolean stopped;

  ScratchFolder() throws IOException {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  Path path() {
    return path;
  }

  /** Whether a signal has ended the measurement. */
  boolean isStopped() {
    return stopped;
  }

  private void stop() {
    stopped = true;
    worker.interrupt();
    // Its wait for a process's answer ends with that process alone.
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    try {
      if (!deleted.await(CLEANING_SECONDS_MAX, TimeUnit.SECONDS)) {
        System.err.println("endtoend: could not clear " + path + ": delete it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Deletes it. All that writes into it must have ended. */
  @Override
  public void close() throws IOException {
    try {
      FolderTree.delete(path);
    } finally {
      deleted.countDown();
      if (!stopped) {
        removeHook();
      }
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and waits no longer for this.
    }
  }
}
