package io.calotype.pipeline.render;

import io.calotype.variants.manifest.Rejection;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.render.Rendering;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of a rendering, or why there is none: exactly one of header and rejection is there.
 *
 * @param header the original; null where it was refused
 * @param rendering what was made of it; null where it was refused, or nothing was left to make
 * @param rejection why the file was refused, or null
 * @param attempts how often it was tried; 0 where nothing had to be
 */
public record RenderResult(
    @Nullable ImageHeader header,
    @Nullable Rendering rendering,
    @Nullable Rejection rejection,
    int attempts) {
  /** A rendering, or null where nothing was left to make. */
  public static RenderResult made(ImageHeader header, @Nullable Rendering rendering, int attempts) {
    return new RenderResult(header, rendering, null, attempts);
  }

  /** A refusal. */
  public static RenderResult refused(Reason reason, String message, int attempts) {
    return new RenderResult(null, null, new Rejection(reason, message), attempts);
  }

  /** Why the file was refused; only where there is no header. */
  public Rejection refusal() {
    return Objects.requireNonNull(rejection);
  }
}
