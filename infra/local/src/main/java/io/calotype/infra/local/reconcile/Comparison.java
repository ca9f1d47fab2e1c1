package io.calotype.infra.local.reconcile;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One comparison of the buckets in the background: a large one must not keep the system from its
 * start, nor from its end.
 */
public final class Comparison implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);
  private static final long PATIENCE_MS = 2_000;

  private final Supplier<Set<String>> keysToLookAt;
  private final Consumer<String> deliver;
  private final Consumer<String> failed;
  private final Thread thread;
  private volatile boolean closing;

  /**
   * Begins it.
   *
   * @param keysToLookAt compares, and gives the keys of originals that the job has to look at
   * @param deliver puts one of them in line
   * @param failed is told why it failed, in one line
   */
  public Comparison(
      Supplier<Set<String>> keysToLookAt, Consumer<String> deliver, Consumer<String> failed) {
    this.keysToLookAt = keysToLookAt;
    this.deliver = deliver;
    this.failed = failed;
    thread = new Thread(this::run, "comparison");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      Set<String> keys = keysToLookAt.get();
      keys.forEach(deliver);
      if (!keys.isEmpty()) {
        LOG.info("{} originals have to be looked at again and were put in line", keys.size());
      }
    } catch (RuntimeException e) {
      if (closing) {
        return; // Broken off: the next start compares anew.
      }
      LOG.error("Comparing the buckets failed: {}", e.getMessage());
      failed.accept(String.valueOf(e.getMessage()));
    }
  }

  /** Breaks it off where it has not ended. */
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(PATIENCE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
