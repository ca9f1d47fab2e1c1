package io.calotype.variants.probe;

import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Limits;
import io.calotype.variants.recipe.Recipe;

/** Decides whether an original is within a recipe's limits, before a pixel is decoded. */
public final class Admission {
  private Admission() {}

  /**
   * Checks a file's size, which is known before it is fetched.
   *
   * @throws RefusedException {@code EMPTY_FILE} or {@code TOO_MANY_BYTES}
   */
  public static void requireBytes(long bytes, Limits limits) {
    if (bytes == 0) {
      throw new RefusedException(
          Reason.EMPTY_FILE, "expected an image but got a file of 0 bytes: upload it again");
    }
    requireAtMost(
        Reason.TOO_MANY_BYTES,
        limits.bytesMax(),
        "bytes",
        bytes,
        "",
        "compress the picture or make it smaller");
  }

  /**
   * Checks what a header says.
   *
   * @throws RefusedException {@code UNSUPPORTED_TYPE} where the recipe does not accept the format;
   *     {@code TOO_MANY_FRAMES}, {@code TOO_MANY_PIXELS} or {@code TOO_LARGE_DIMENSION}, in this
   *     order
   */
  public static void requireWithin(ImageHeader header, Recipe recipe) {
    if (!recipe.accept().contains(header.format().contentType())) {
      throw Probe.unsupported(recipe, header.format().contentType());
    }
    Limits limits = recipe.limits();
    String size = header.widthPx() + "x" + header.heightPx();
    requireAtMost(
        Reason.TOO_MANY_FRAMES,
        limits.framesMax(),
        "frames",
        header.frames(),
        "",
        "shorten the animation");
    requireAtMost(
        Reason.TOO_MANY_PIXELS,
        limits.pixelsMax(),
        "pixels",
        header.pixels(),
        " (" + size + (header.frames() > 1 ? " x " + header.frames() + " frames" : "") + ")",
        "make the picture smaller");
    requireAtMost(
        Reason.TOO_LARGE_DIMENSION,
        limits.dimensionMax(),
        "pixels a side",
        Math.max(header.widthPx(), header.heightPx()),
        " (" + size + ")",
        "make the picture smaller");
  }

  private static void requireAtMost(
      Reason reason, long max, String unit, long got, String detail, String advice) {
    if (got > max) {
      throw new RefusedException(
          reason,
          "expected at most " + max + " " + unit + " but got " + got + detail + ": " + advice);
    }
  }
}
