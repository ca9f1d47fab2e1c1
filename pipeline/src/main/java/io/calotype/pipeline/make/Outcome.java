package io.calotype.pipeline.make;

import io.calotype.pipeline.announce.Announcement;
import io.calotype.pipeline.deadletter.DeadLetter;
import io.calotype.pipeline.event.OriginalEvent;
import io.calotype.variants.digest.Digest;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.Rejection;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from an event, besides what is stored: at least one of the two is there.
 *
 * @param announcement what is told to the world, or null
 * @param deadLetter what is kept for people, or null
 */
public record Outcome(@Nullable Announcement announcement, @Nullable DeadLetter deadLetter) {
  /** One outcome, or none where nothing is new. */
  static Collection<Outcome> of(OriginalEvent event, Made made, long nowMs) {
    return switch (made.state()) {
      case READY -> List.of(told(event, Announcement.Type.VARIANTS_READY, made, nowMs, null));
      case REJECTED ->
          List.of(
              told(
                  event,
                  Announcement.Type.ORIGINAL_REJECTED,
                  made,
                  nowMs,
                  deadLetter(event, made, nowMs)));
      // Whether or not this very try removed something: one before it may have, and then failed
      // before it could tell. For other events than a deletion there was nothing to remove.
      case REMOVED ->
          event.kind() == OriginalEvent.Kind.DELETED
              ? List.of(told(event, Announcement.Type.VARIANTS_REMOVED, made, nowMs, null))
              : List.of();
      case CURRENT, SUPERSEDED -> List.of();
    };
  }

  private static Outcome told(
      OriginalEvent event,
      Announcement.Type type,
      Made made,
      long nowMs,
      @Nullable DeadLetter deadLetter) {
    Manifest manifest = made.manifest();
    Rejection rejection = made.rejection();
    return new Outcome(
        new Announcement(
            type,
            event.bucket(),
            event.key(),
            manifest == null ? null : manifest.source().etag(),
            manifest == null ? null : manifest.v(),
            Digest.of(event.key()),
            rejection == null ? null : rejection.code(),
            rejection == null ? null : rejection.message(),
            pending(manifest),
            made.replaced(),
            nowMs),
        deadLetter);
  }

  private static List<String> pending(@Nullable Manifest manifest) {
    List<String> pending = manifest == null ? null : manifest.pending();
    return pending == null ? List.of() : pending;
  }

  private static @Nullable DeadLetter deadLetter(OriginalEvent event, Made made, long nowMs) {
    Rejection rejection = made.rejection();
    return rejection == null
        ? null
        : new DeadLetter(
            event.shardId(),
            event.sequenceNumber(),
            event.key(),
            rejection.code(),
            rejection.message(),
            made.attempts(),
            nowMs,
            event.data());
  }
}
