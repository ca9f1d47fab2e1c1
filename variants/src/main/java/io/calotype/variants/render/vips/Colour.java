package io.calotype.variants.render.vips;

/**
 * Brings pixels to sRGB, three bands of one byte and an alpha band where there was one.
 *
 * <p>Done on the widest image of the ladder and not on the original: a conversion by profile costs
 * more than anything else for each pixel.
 */
final class Colour {
  private static final int BANDS = 3;

  private Colour() {}

  static VipsImage toSrgb(VipsImage image) {
    byte[] profile = image.profile();
    boolean cmyk = image.interpretation() == VipsImage.Interpretation.CMYK;
    VipsImage converted;
    if (cmyk) {
      converted = image.inSrgbByProfile("cmyk");
    } else if (profile.length > 0 && !IccProfile.isSrgb(profile)) {
      converted = image.inSrgbByProfile("srgb");
    } else if (image.interpretation() == VipsImage.Interpretation.SRGB && image.isBytes()) {
      converted = image;
    } else {
      converted = image.inSrgb();
    }
    VipsImage bytes = converted.isBytes() ? converted : converted.asBytes();
    int bands = BANDS + (bytes.hasAlpha() ? 1 : 0);
    return bytes.bands() == bands ? bytes : bytes.firstBands(bands);
  }
}
