package io.calotype.infra.local.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LocalEventBusTest {
  private static final String BUCKET = "photos";

  @TempDir private Path folder;
  private final List<String> delivered = new CopyOnWriteArrayList<>();

  @Test
  void deliversMatchingEventsInOrderUnderTheObjectsKey() {
    try (LocalEventBus bus = bus((key, event) -> delivered.add(key))) {
      IntStream.range(0, 100).forEach(i -> bus.put(event(BUCKET, "key " + i)));
      bus.put(event("another", "not this"));
    }

    assertThat(delivered)
        .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(i -> "key " + i).toList());
  }

  @Test
  void triesAgainUntilTheTargetTakesItAndKeepsTheOrder() {
    AtomicInteger failures = new AtomicInteger(3);
    EventTarget flaky =
        (key, event) -> {
          if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException("connection refused");
          }
          delivered.add(key);
        };
    try (LocalEventBus bus = bus(flaky)) {
      bus.put(event(BUCKET, "first"));
      bus.put(event(BUCKET, "second"));
    }

    assertThat(delivered).containsExactly("first", "second");
  }

  @Test
  void keepsWhatTheTargetRefusesAndGoesOn() throws Exception {
    EventTarget picky =
        (key, event) -> {
          if (key.equals("bad")) {
            throw new RefusedEventException("too long");
          }
          delivered.add(key);
        };
    try (LocalEventBus bus = bus(picky)) {
      bus.put(event(BUCKET, "bad"));
      bus.put(event(BUCKET, "good"));
    }

    assertThat(delivered).containsExactly("good");
    List<String> kept = Files.readAllLines(folder.resolve("undelivered/events.jsonl"));
    assertThat(kept).hasSize(1);
    JsonNode line = new ObjectMapper().readTree(kept.get(0));
    assertThat(line.path("reason").textValue()).isEqualTo("too long");
    assertThat(line.path("event").textValue()).isEqualTo(event(BUCKET, "bad"));
    assertThat(line.path("time").textValue()).isNotEmpty();
  }

  @Test
  void holdsAsManyAsItMayAndThenLetsThePutterWait() throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    EventTarget stuck =
        (key, event) -> {
          taken.countDown();
          awaitUninterrupted(release);
          delivered.add(key);
        };
    try (LocalEventBus bus = bus(stuck, 10)) {
      bus.put(event(BUCKET, "in flight"));
      taken.await();
      IntStream.range(0, 10).forEach(i -> bus.put(event(BUCKET, "queued " + i)));
      Thread putter = new Thread(() -> bus.put(event(BUCKET, "one past the limit")));
      putter.start();
      Awaitility.await().until(() -> putter.getState() == Thread.State.WAITING);
      assertThat(delivered).isEmpty();

      release.countDown();
      putter.join();
    }

    assertThat(delivered).hasSize(12).endsWith("one past the limit");
  }

  @Test
  void endsThoughTheTargetNeverAnswersAgain() {
    EventTarget gone =
        (key, event) -> {
          throw new IllegalStateException("connection refused");
        };
    LocalEventBus bus = bus(gone);
    bus.put(event(BUCKET, "lost here, found by the next start"));

    bus.close();

    assertThat(delivered).isEmpty();
  }

  private LocalEventBus bus(EventTarget target) {
    return bus(target, 1_000);
  }

  private LocalEventBus bus(EventTarget target, int queuedEventsMax) {
    return new LocalEventBus(
        EventPattern.ofOriginals(BUCKET),
        target,
        new UndeliveredEvents(folder.resolve("undelivered/events.jsonl"), Clock.systemUTC()),
        queuedEventsMax);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String event(String bucket, String key) {
    return """
    {"source":"aws.s3","detail-type":"Object Created","detail":{"bucket":{"name":"%s"},\
    "object":{"key":"%s"}}}"""
        .formatted(bucket, key);
  }
}
