package io.calotype.benchmarks.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.variants.name.DerivedKeys;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hears of each object the moment that it stands in its bucket: nobody has to ask for a manifest
 * again and again, which would cost time and blur it.
 */
final class WriteLog {
  private static final String MANIFEST = "/" + DerivedKeys.MANIFEST;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int manifestsEach;
  private final Map<String, Awaited> manifests = new ConcurrentHashMap<>();
  private final Queue<String> originals = new ConcurrentLinkedQueue<>();
  private final AtomicLong manifestsWritten = new AtomicLong();
  private final AtomicLong variantsWritten = new AtomicLong();
  private final AtomicLong deadLettersWritten = new AtomicLong();

  /**
   * A log.
   *
   * @param manifestsEach how often the manifest of an original is written before it is finished
   */
  WriteLog(int manifestsEach) {
    this.manifestsEach = manifestsEach;
  }

  private record Awaited(AtomicInteger missing, CompletableFuture<Long> last) {}

  /** Takes an event of S3's. */
  void note(String eventJson) {
    long nowNs = System.nanoTime();
    JsonNode event;
    try {
      event = JSON.readTree(eventJson);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("expected an event of S3's but got " + eventJson, e);
    }
    if (!event.path("detail-type").asText().equals("Object Created")) {
      return;
    }
    String key = event.at("/detail/object/key").asText();
    switch (event.at("/detail/bucket/name").asText()) {
      case LocalS3Settings.ORIGINALS -> originals.add(eventJson);
      case LocalS3Settings.DEAD_LETTERS -> deadLettersWritten.incrementAndGet();
      default -> noteDerived(key, nowNs);
    }
  }

  private void noteDerived(String key, long nowNs) {
    if (!key.endsWith(MANIFEST)) {
      variantsWritten.incrementAndGet();
      return;
    }
    manifestsWritten.incrementAndGet();
    Awaited awaited = awaited(key.substring(0, key.length() - MANIFEST.length()));
    if (awaited.missing.decrementAndGet() == 0) {
      awaited.last.complete(nowNs);
    }
  }

  /** When an original's last manifest was written, by {@link System#nanoTime()}. */
  CompletableFuture<Long> manifest(String original) {
    return awaited(original).last;
  }

  private Awaited awaited(String original) {
    return manifests.computeIfAbsent(
        original, any -> new Awaited(new AtomicInteger(manifestsEach), new CompletableFuture<>()));
  }

  /** The events of all originals, in the order of their creation. */
  List<String> originals() {
    return List.copyOf(originals);
  }

  /** Lets go of what is known of originals: a long run must not fill memory. */
  void forget(String original) {
    manifests.remove(original);
    originals.clear();
  }

  /** How many objects of each kind were written since the start. */
  Counts counts() {
    return new Counts(manifestsWritten.get(), variantsWritten.get(), deadLettersWritten.get());
  }

  /**
   * Objects that were written.
   *
   * @param deadLetters with the markers of renders that began with caution
   */
  record Counts(long manifests, long variants, long deadLetters) {
    Counts since(Counts before) {
      return new Counts(
          manifests - before.manifests,
          variants - before.variants,
          deadLetters - before.deadLetters);
    }
  }
}
