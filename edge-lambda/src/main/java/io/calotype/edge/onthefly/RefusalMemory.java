package io.calotype.edge.onthefly;

import io.calotype.variants.manifest.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for 60 seconds which keys have no original, and which originals are refused, so that
 * asking again costs nothing, or next to nothing. An answer from memory is kept by caches only for
 * what is left of that time, so that it is not told for twice as long.
 *
 * <p>That a key is unknown is said again without a look at the bucket: one that is uploaded right
 * after somebody asked for it is unknown here for up to 60 seconds more. Its ladder is not
 * concerned, since that is read from the bucket. That an original is refused is said of one version
 * only: the caller looks which is current, and saves fetching and rendering it. At most 4,096 keys
 * are remembered; the one not asked for the longest is forgotten first. Safe for concurrent use.
 */
final class RefusalMemory {
  static final Duration KEPT = Duration.ofSeconds(60);
  static final int KEYS_MAX = 4096;

  private final InstantSource clock;
  private final Map<String, Refused> byKey =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Refused> eldest) {
          return size() > KEYS_MAX;
        }
      };

  RefusalMemory(InstantSource clock) {
    this.clock = clock;
  }

  /** Now, to be told with what is seen from now on. */
  Instant now() {
    return clock.instant();
  }

  /**
   * Remembers that a key has no original.
   *
   * @param seen a time at which that was not yet asked, so that it is never said for too long
   */
  void unknown(String key, RefusedAnswer answer, Instant seen) {
    remember(key, new Refused(null, answer, seen.plus(KEPT)));
  }

  /** Remembers that a version of an original is refused. */
  void refused(String key, Source source, RefusedAnswer answer, Instant seen) {
    remember(key, new Refused(source, answer, seen.plus(KEPT)));
  }

  /** What is said of a key whose original need not be looked at. */
  Optional<RefusedAnswer> ofUnknown(String key) {
    return recall(key).filter(refused -> refused.source() == null).map(Refused::answer);
  }

  /** What is said of a version of an original. */
  Optional<RefusedAnswer> of(String key, Source source) {
    return recall(key).filter(refused -> source.equals(refused.source())).map(Refused::answer);
  }

  private synchronized void remember(String key, Refused refused) {
    byKey.put(key, refused);
  }

  private synchronized Optional<Refused> recall(String key) {
    Refused refused = byKey.get(key);
    if (refused == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (!now.isBefore(refused.until())) {
      byKey.remove(key);
      return Optional.empty();
    }
    return Optional.of(refused.at(now));
  }

  private record Refused(@Nullable Source source, RefusedAnswer answer, Instant until) {
    Refused at(Instant now) {
      return new Refused(source, answer.keptAtMost(Duration.between(now, until)), until);
    }
  }
}
