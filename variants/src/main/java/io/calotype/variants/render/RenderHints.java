package io.calotype.variants.render;

import io.calotype.variants.crop.FocalPoint;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an original besides its bytes, and matters to its variants.
 *
 * @param key its key, by which the recipe's rules are chosen; empty where it has none
 * @param focalPoint what crops must show; null where nobody said
 */
public record RenderHints(String key, @Nullable FocalPoint focalPoint) {
  /** Nothing is known. */
  public static final RenderHints NONE = new RenderHints("", null);
}
