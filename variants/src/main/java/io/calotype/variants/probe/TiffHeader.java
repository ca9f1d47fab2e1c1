package io.calotype.variants.probe;

import io.calotype.variants.recipe.Recipe;
import java.util.OptionalLong;

/** Reads the first page's directory of a TIFF; further pages are not made into variants. */
final class TiffHeader {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SAMPLES_MAX = 16;

  private TiffHeader() {}

  static ImageHeader read(Bytes bytes, Recipe recipe) {
    TiffDirectory directory = TiffDirectory.first(bytes);
    if (directory.isCutOff()) {
      throw bytes.truncated();
    }
    if (CameraRaw.is(directory)) {
      throw Probe.unsupported(recipe, "camera RAW");
    }
    long widthPx = directory.number(WIDTH).orElse(0);
    long heightPx = directory.number(HEIGHT).orElse(0);
    if (Math.min(widthPx, heightPx) < 1 || Math.max(widthPx, heightPx) > Integer.MAX_VALUE) {
      throw bytes.corrupt("sides of 1 to " + Integer.MAX_VALUE, widthPx + "x" + heightPx);
    }
    return new ImageHeader(
        SourceFormat.TIFF,
        (int) widthPx,
        (int) heightPx,
        ExifOrientation.of(directory),
        1,
        hasAlpha(directory));
  }

  private static boolean hasAlpha(TiffDirectory directory) {
    for (int i = 0; i < SAMPLES_MAX; i++) {
      OptionalLong meaning = directory.number(EXTRA_SAMPLES, i);
      if (meaning.isEmpty()) {
        return false;
      }
      if (meaning.getAsLong() == 1 || meaning.getAsLong() == 2) {
        return true; // Premultiplied or not.
      }
    }
    return false;
  }
}
