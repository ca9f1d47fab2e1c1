package io.calotype.pipeline.make;

import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.Rejection;
import io.calotype.variants.reason.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What became of an original.
 *
 * @param state how it stands now
 * @param manifest what exists for it; null where nothing does, or nothing may
 * @param rejection why it was refused, or its slow formats, or anything new; null unless they were
 * @param attempts how often it was rendered
 * @param replaced whether it takes the place of another version of the original, of which viewers
 *     may have been shown something until now
 */
record Made(
    State state,
    @Nullable Manifest manifest,
    @Nullable Rejection rejection,
    int attempts,
    boolean replaced) {

  /** Nothing yet, but for something stored of a version that had gone: look again, and tell. */
  static final Made LATE = of(State.SUPERSEDED).replacing();

  /** How an original stands. */
  enum State {
    /** Its ladder was made. */
    READY,
    /** It was refused. */
    REJECTED,
    /** It had been dealt with before, in this version and by this recipe. */
    CURRENT,
    /** It is gone, and so is everything of it. */
    REMOVED,
    /** It kept changing while it was worked on; each change has an event of its own. */
    SUPERSEDED
  }

  /** The same, in the place of another version of the original: never silent as CURRENT is. */
  Made replacing() {
    return state == State.CURRENT && manifest != null
        ? of(manifest, attempts, true)
        : new Made(state, manifest, rejection, attempts, true);
  }

  /** Whether slow formats are still to be made. */
  boolean awaitsSlow() {
    return rejection == null && manifest != null && manifest.awaitsSlow();
  }

  /** Whether it, or what is slow of it, was refused now because it ended the process. */
  boolean isQuarantined() {
    return rejection != null && rejection.code() == Reason.RENDERER_CRASHED;
  }

  static Made of(State state) {
    return new Made(state, null, null, 0, false);
  }

  static Made of(Manifest manifest, int attempts, boolean replaced) {
    return manifest.state() == Manifest.State.ready
        ? new Made(State.READY, manifest, manifest.withheld(), attempts, replaced)
        : new Made(State.REJECTED, manifest, manifest.reason(), attempts, replaced);
  }
}
