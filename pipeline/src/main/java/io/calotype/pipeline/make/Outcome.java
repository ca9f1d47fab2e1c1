package io.calotype.pipeline.make;

import io.calotype.pipeline.announce.Announcement;
import io.calotype.pipeline.deadletter.DeadLetter;
import io.calotype.pipeline.event.OriginalEvent;
import io.calotype.pipeline.render.Part;
import io.calotype.variants.digest.Digest;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.Rejection;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from an event, besides what is stored: at least one of the three is there.
 *
 * @param announcement what is told to the world, or null
 * @param deadLetter what is kept for people, or null
 * @param slow the event once more, where slow formats of its original are still to be made, or null
 */
public record Outcome(
    @Nullable Announcement announcement,
    @Nullable DeadLetter deadLetter,
    @Nullable OriginalEvent slow) {
  /**
   * One outcome, or none where nothing is new.
   *
   * @param part what was made
   */
  static Collection<Outcome> of(OriginalEvent event, Made made, Part part, long nowMs) {
    Announcement announcement = announcement(event, made, nowMs);
    DeadLetter letter = announcement == null ? null : deadLetter(event, made, nowMs);
    OriginalEvent slow = part == Part.EAGER && made.awaitsSlow() ? event : null;
    return announcement == null && slow == null
        ? List.of()
        : List.of(new Outcome(announcement, letter, slow));
  }

  private static @Nullable Announcement announcement(OriginalEvent event, Made made, long nowMs) {
    return switch (made.state()) {
      case READY -> told(event, Announcement.Type.VARIANTS_READY, made, null, nowMs);
      case REJECTED ->
          told(event, Announcement.Type.ORIGINAL_REJECTED, made, made.rejection(), nowMs);
      // Whether or not this very try removed something: one before it may have, and then failed
      // before it could tell. Of what was created and has gone, the deletion's own event tells, but
      // not of what a slow part stored after that; where it was lost, whoever has the job look
      // again.
      case REMOVED ->
          event.kind() == OriginalEvent.Kind.CREATED && !made.replaced()
              ? null
              : told(event, Announcement.Type.VARIANTS_REMOVED, made, null, nowMs);
      case CURRENT, SUPERSEDED -> null;
    };
  }

  private static Announcement told(
      OriginalEvent event,
      Announcement.Type type,
      Made made,
      @Nullable Rejection rejection,
      long nowMs) {
    Manifest manifest = made.manifest();
    return new Announcement(
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
        nowMs);
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
