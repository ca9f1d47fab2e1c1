package io.calotype.variants.render.vips;

import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.Credit;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.RgbColor;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a picture without any metadata but, in AVIF, whose it is; without a profile it is sRGB by
 * every format's rules.
 *
 * <p>Settings that are not the recipe's are libvips' defaults: chroma is halved below quality 90,
 * and JPEG's Huffman tables are the standard ones unless the recipe says otherwise, since making
 * them to measure takes a third of an encode and saves a fiftieth of the bytes.
 */
final class Encoder {
  private static final int KEEP_NONE = 0;
  private static final int KEEP_EXIF = 1;
  private static final int AV1 = 4;

  private final RgbColor background;
  private final long bytesMax;
  private final @Nullable Credit credit;

  Encoder(Plan plan) {
    background = plan.treatment().background();
    credit = plan.credit();
    bytesMax = plan.recipe().limits().outputBytesMax();
  }

  /**
   * The picture's file.
   *
   * @throws RefusedException where it is larger than the recipe allows
   */
  byte[] encode(VipsImage image, Encoding encoding) {
    Format format = encoding.format();
    VipsImage shown =
        image.hasAlpha() && !format.alpha()
            ? image.flattened(background.red(), background.green(), background.blue())
            : image;
    byte[] bytes = encoded(shown, encoding);
    if (bytes.length > bytesMax) {
      throw new RefusedException(
          Reason.OUTPUT_TOO_LARGE,
          String.format(
              "expected variants of at most %d bytes but %s of %dx%d pixels has %d",
              bytesMax, format.id(), image.widthPx(), image.heightPx(), bytes.length));
    }
    return bytes;
  }

  private byte[] encoded(VipsImage image, Encoding encoding) {
    String step = "encode " + encoding.format().id();
    if (credit == null || encoding.format() != Format.AVIF) {
      return image.encoded(step, saving(image, encoding, KEEP_NONE));
    }
    // Into the other formats it is put afterwards; this one is too intricate for that.
    VipsImage credited = image.withOnlyExif(credit.exif());
    return credited.encoded(step, saving(credited, encoding, KEEP_EXIF));
  }

  private static Scope.Encoding saving(VipsImage image, Encoding encoding, int keep) {
    Options plain = new Options().and("keep", keep);
    if (encoding.format() == Format.PNG) {
      Object[] options = plain.pairs();
      return (vips, out, size) -> vips.vipsPngsaveBuffer(image.handle(), out, size, options);
    }
    Options withQuality = plain.and("Q", encoding.quality());
    if (encoding.format() == Format.JPEG) {
      Object[] options =
          withQuality.and("optimize_coding", encoding.optimizeCoding() ? 1 : 0).pairs();
      return (vips, out, size) -> vips.vipsJpegsaveBuffer(image.handle(), out, size, options);
    }
    Options withEffort = withQuality.and("effort", encoding.effort());
    if (encoding.format() == Format.WEBP) {
      Object[] options = withEffort.pairs();
      return (vips, out, size) -> vips.vipsWebpsaveBuffer(image.handle(), out, size, options);
    }
    Object[] options = withEffort.and("compression", AV1).pairs();
    return (vips, out, size) -> vips.vipsHeifsaveBuffer(image.handle(), out, size, options);
  }
}
