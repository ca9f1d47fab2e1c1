package io.calotype.variants.render;

import io.calotype.variants.crop.FocalPoint;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an original besides its bytes, and matters to its variants.
 *
 * @param focalPoint what crops must show; null where nobody said
 */
public record RenderHints(@Nullable FocalPoint focalPoint) {
  /** Nothing is known. */
  public static final RenderHints NONE = new RenderHints(null);
}
