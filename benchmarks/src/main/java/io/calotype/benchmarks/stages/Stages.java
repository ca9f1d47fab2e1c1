package io.calotype.benchmarks.stages;

import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.recipe.Encoding;

/** The stages of a ladder, each on its own; for one thread. */
public interface Stages {
  /** The whole picture of a photo's file, in memory. */
  Picture decode(byte[] photo, ImageHeader header);

  /** The same picture at another size, in memory. */
  Picture resize(Picture picture, int widthPx, int heightPx);

  /** A picture's file. */
  byte[] encode(Picture picture, Encoding encoding);
}
