package io.calotype.variants.render;

import java.util.List;

/**
 * What a renderer made of one original.
 *
 * @param images one for each planned image, in the plan's order
 * @param preview a tiny version for placeholders
 */
public record Ladder(List<RenderedImage> images, Preview preview) {
  /** Copies the list. */
  public Ladder {
    images = List.copyOf(images);
  }
}
