package io.calotype.infra.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was begun, to be ended together: last begun first, whatever one of them says. */
public final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final Deque<Part> parts = new ArrayDeque<>();

  private record Part(String name, AutoCloseable closeable) {}

  /**
   * Takes a part that has begun.
   *
   * @param name what the log calls it, where it does not end cleanly
   * @return the part
   */
  public <T extends AutoCloseable> T begun(String name, T part) {
    parts.push(new Part(name, part));
    return part;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.closeable().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.warn("{} did not end cleanly: {}", part.name(), e.getMessage());
      }
    }
  }
}
