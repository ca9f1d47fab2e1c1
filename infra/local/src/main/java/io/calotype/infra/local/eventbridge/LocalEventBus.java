package io.calotype.infra.local.eventbridge;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bus with one rule: matching events go to the target, in the order in which they were put,
 * with the object's key as partition key.
 *
 * <p>Putting neither fails nor waits for the target, as long as the queue has room; when it is
 * full, putting waits, so that nothing is dropped. Delivery is tried again until it succeeds or is
 * refused for good. What is in the queue when the process dies is lost here, and found again by
 * whoever compares the buckets at the next start.
 */
public final class LocalEventBus implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalEventBus.class);
  private static final JsonPointer PARTITION_KEY = JsonPointer.compile("/detail/object/key");
  private static final int QUEUED_EVENTS_MAX = 10_000;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(5);
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EventPattern pattern;
  private final EventTarget target;
  private final UndeliveredEvents undelivered;
  private final BlockingQueue<String> queue;
  private final Thread sender;
  private volatile boolean closing;

  /** Opens the bus. */
  public LocalEventBus(EventPattern pattern, EventTarget target, UndeliveredEvents undelivered) {
    this(pattern, target, undelivered, QUEUED_EVENTS_MAX);
  }

  LocalEventBus(
      EventPattern pattern,
      EventTarget target,
      UndeliveredEvents undelivered,
      int queuedEventsMax) {
    queue = new ArrayBlockingQueue<>(queuedEventsMax);
    this.pattern = pattern;
    this.target = target;
    this.undelivered = undelivered;
    sender = new Thread(this::send, "event-bus");
    sender.setDaemon(true);
    sender.start();
  }

  /** Puts an event, which is dropped when it does not match. */
  public void put(String eventJson) {
    if (!pattern.matches(eventJson)) {
      return;
    }
    try {
      queue.put(eventJson);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      undelivered.add(eventJson, "interrupted before it was queued");
    }
  }

  /** Delivers what is queued, for five seconds at most, and ends. */
  @Override
  public void close() {
    closing = true;
    try {
      sender.join(DRAIN_TIMEOUT.toMillis());
      sender.interrupt();
      sender.join();
    } catch (InterruptedException e) {
      sender.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void send() {
    try {
      while (!closing || !queue.isEmpty()) {
        String event = queue.poll(50, TimeUnit.MILLISECONDS);
        if (event != null) {
          deliver(event);
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("The event bus ends with {} events or more not delivered", queue.size() + 1);
    }
  }

  private void deliver(String event) throws InterruptedException {
    long pauseMs = FIRST_PAUSE.toMillis();
    while (true) {
      try {
        target.deliver(partitionKey(event), event);
        return;
      } catch (RefusedEventException e) {
        undelivered.add(event, String.valueOf(e.getMessage()));
        return;
      } catch (RuntimeException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        LOG.warn("Delivering an event failed, next attempt in {} ms: {}", pauseMs, e.getMessage());
        Thread.sleep(pauseMs);
        pauseMs = Math.min(pauseMs * 2, LAST_PAUSE.toMillis());
      }
    }
  }

  private static String partitionKey(String event) throws RefusedEventException {
    try {
      JsonNode key = JSON.readTree(event).at(PARTITION_KEY);
      if (key.isTextual() && !key.textValue().isEmpty()) {
        return key.textValue();
      }
      throw new RefusedEventException("expected a key at " + PARTITION_KEY + " but got " + key);
    } catch (JsonProcessingException e) {
      throw new RefusedEventException("expected JSON: " + e.getOriginalMessage());
    }
  }
}
