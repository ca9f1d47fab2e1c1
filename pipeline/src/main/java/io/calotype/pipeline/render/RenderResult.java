package io.calotype.pipeline.render;

import io.calotype.variants.manifest.Rejection;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.render.Rendering;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A ladder, or why there is none: exactly one of the two is there.
 *
 * @param rendering the ladder, or null
 * @param rejection why the file was refused, or null
 * @param attempts how often it was tried, 1 or more; 0 where it was refused by its size alone
 */
public record RenderResult(
    @Nullable Rendering rendering, @Nullable Rejection rejection, int attempts) {
  /** A ladder. */
  public static RenderResult made(Rendering rendering, int attempts) {
    return new RenderResult(rendering, null, attempts);
  }

  /** A refusal. */
  public static RenderResult refused(Reason reason, String message, int attempts) {
    return new RenderResult(null, new Rejection(reason, message), attempts);
  }

  /** Why the file was refused; only where there is no ladder. */
  public Rejection refusal() {
    return Objects.requireNonNull(rejection);
  }
}
