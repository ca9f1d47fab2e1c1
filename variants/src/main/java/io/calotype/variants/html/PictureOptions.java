package io.calotype.variants.html;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a picture stands on a page.
 *
 * @param alt what the picture shows; empty where it only decorates
 * @param sizes the attribute; null for as wide as the window, and no wider than the original
 * @param placeholder what is there before the picture is
 * @param eager whether it is loaded before it comes into view
 */
public record PictureOptions(
    String alt, @Nullable String sizes, Placeholder placeholder, boolean eager) {
  /** Refuses the null of what must be said. */
  public PictureOptions {
    Objects.requireNonNull(alt, "alt");
    Objects.requireNonNull(placeholder, "placeholder");
  }

  /** As wide as the window, a colour first, loaded when it comes into view. */
  public static PictureOptions of(String alt) {
    return new PictureOptions(alt, null, Placeholder.COLOR, false);
  }
}
