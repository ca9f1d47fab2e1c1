package io.calotype.variants.plan;

import io.calotype.variants.crop.Crop;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.recipe.Encoding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One image to encode: once, whatever the number of names it is stored under.
 *
 * @param widthPx its width in pixels, never more than the upright original's, or its crop's
 * @param heightPx its height in pixels
 * @param crop the part of the picture that it shows; null for the whole
 * @param frames 1 for a still; for an animation as many as its original has
 * @param encoding its format and quality
 * @param names the variants that it is, narrowest step first, at least one; several where the
 *     ladder goes on above the original's width
 */
public record PlannedImage(
    int widthPx,
    int heightPx,
    @Nullable Crop crop,
    int frames,
    Encoding encoding,
    List<VariantName> names) {
  /** Copies the names and refuses an image without one. */
  public PlannedImage {
    names = List.copyOf(names);
    if (widthPx < 1 || heightPx < 1 || frames < 1 || names.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a size and a name but got " + widthPx + "x" + heightPx + " named " + names);
    }
  }

  /** A still of the whole picture. */
  public PlannedImage(int widthPx, int heightPx, Encoding encoding, List<VariantName> names) {
    this(widthPx, heightPx, null, 1, encoding, names);
  }

  /** The same of another part of the picture. */
  public PlannedImage with(Crop other) {
    return new PlannedImage(widthPx, heightPx, other, frames, encoding, names);
  }

  /** Whether it moves. */
  public boolean isAnimated() {
    return frames > 1;
  }
}
