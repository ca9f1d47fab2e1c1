package io.calotype.variants.render.vips;

import com.sun.jna.Memory;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.PngGamma;
import io.calotype.variants.probe.SourceFormat;

/**
 * From an original's bytes to the picture from which its plan is made: upright, sRGB, one byte a
 * band.
 *
 * <p>Loaders are called by the format that the header has, and directly: libvips ignores {@code
 * fail_on} behind its own detection, and a truncated file comes out half grey.
 */
final class Decoding {
  /** {@code VIPS_FAIL_ON_ERROR}: truncated data too, but not what viewers show without harm. */
  private static final int FAIL_ON_ERROR = 2;

  private static final int SEQUENTIAL = 1;

  private final byte[] original;
  private final ImageHeader header;
  private final int storedWidthPx;
  private final int storedHeightPx;

  /**
   * A decoding down to the picture from which all images of a plan can be made.
   *
   * @param original stays as it is until {@link #into} returns
   */
  Decoding(byte[] original, Plan plan) {
    this(original, plan.header(), plan.baseWidthPx(), plan.baseHeightPx());
  }

  /**
   * A decoding down to an upright picture of this size.
   *
   * @param original stays as it is until {@link #into} returns
   */
  Decoding(byte[] original, ImageHeader header, int widthPx, int heightPx) {
    this.original = original;
    this.header = header;
    this.storedWidthPx = header.sideways() ? heightPx : widthPx;
    this.storedHeightPx = header.sideways() ? widthPx : heightPx;
  }

  /**
   * Decodes.
   *
   * @param owner what the picture belongs to; all else is given back on return
   * @throws VipsException where libvips cannot
   */
  VipsImage into(Scope owner) {
    try (Scope scope = owner.inner()) {
      // The decoder is asked strip by strip: the original is never in memory whole, which is
      // faster too. Turning it needs all pixels, so that comes once it is small.
      VipsImage sized = withoutOpaqueAlpha(resized(load(scope)).materialised());
      VipsImage shown = Colour.toSrgb(withGamma(sized)).upright(header.orientation());
      return shown == sized ? scope.handOver(sized, owner) : shown.materialisedIn(owner);
    }
  }

  /**
   * By how much the decoder itself shrinks the picture: the largest power of two that leaves at
   * least the planned size.
   *
   * <p>A JPEG decoder that makes half of each side does a quarter of the work after the entropy
   * decoding. It drops the frequencies that the smaller picture could not show, so the widest image
   * has an SSIM of 0.99 and more against a resize of the whole picture, and the narrower ones have
   * the same as without it. Other fractions than powers of two have no vector code in libjpeg and
   * cost more than they save.
   */
  private int shrink() {
    int factor = 8;
    while (factor > 1
        && (header.widthPx() / factor < storedWidthPx
            || header.heightPx() / factor < storedHeightPx)) {
      factor /= 2;
    }
    return factor;
  }

  private VipsImage load(Scope scope) {
    Memory bytes = scope.buffer(original);
    long size = bytes.size();
    Options options = options();
    int shrink =
        switch (header.format()) {
          case JPEG -> shrink();
          case WEBP -> shrink();
          case PNG, GIF, TIFF, AVIF -> 1;
        };
    VipsImage loaded =
        scope.image(
            "load " + header.format(),
            (vips, out) ->
                switch (header.format()) {
                  case JPEG ->
                      vips.vipsJpegloadBuffer(
                          bytes, size, out, options.and("shrink", shrink).pairs());
                  case WEBP ->
                      vips.vipsWebploadBuffer(
                          bytes, size, out, options.and("scale", 1.0 / shrink).pairs());
                  case PNG -> vips.vipsPngloadBuffer(bytes, size, out, options.pairs());
                  case GIF -> vips.vipsGifloadBuffer(bytes, size, out, options.pairs());
                  case TIFF -> vips.vipsTiffloadBuffer(bytes, size, out, options.pairs());
                  case AVIF -> vips.vipsHeifloadBuffer(bytes, size, out, options.pairs());
                });
    requireSizeOfHeader(loaded, shrink);
    return loaded;
  }

  /** How every loader is called. */
  static Options options() {
    return new Options().and("access", SEQUENTIAL).and("fail_on", FAIL_ON_ERROR);
  }

  /** The plan stands on the header: a decoder that sees another picture would stretch it. */
  private void requireSizeOfHeader(VipsImage loaded, int shrink) {
    if (Math.abs((long) loaded.widthPx() * shrink - header.widthPx()) >= shrink
        || Math.abs((long) loaded.heightPx() * shrink - header.heightPx()) >= shrink) {
      throw new VipsException(
          "load",
          String.format(
              "expected %dx%d by the header but the decoder has %dx%d at 1/%d",
              header.widthPx(), header.heightPx(), loaded.widthPx(), loaded.heightPx(), shrink));
    }
  }

  private VipsImage resized(VipsImage image) {
    if (image.widthPx() == storedWidthPx && image.heightPx() == storedHeightPx) {
      return image;
    }
    if (!image.hasAlpha()) {
      return image.resized(storedWidthPx, storedHeightPx);
    }
    return image.premultiplied().resized(storedWidthPx, storedHeightPx).unpremultiplied();
  }

  private VipsImage withGamma(VipsImage image) {
    return header.format() == SourceFormat.PNG
        ? PngGamma.profile(original).map(image::withProfile).orElse(image)
        : image;
  }

  /** An alpha band that hides nothing costs a third more in all that follows. */
  private static VipsImage withoutOpaqueAlpha(VipsImage image) {
    boolean opaque = image.hasAlpha() && image.isBytes() && image.isOpaque();
    return opaque ? image.firstBands(image.bands() - 1).materialised() : image;
  }
}
