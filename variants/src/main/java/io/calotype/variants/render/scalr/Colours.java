package io.calotype.variants.render.scalr;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the numbers of an original's pixels mean: its embedded colour profile, else sRGB. */
final class Colours {
  private static final Logger LOG = LoggerFactory.getLogger(Colours.class);
  private static final int ROWS = 64;

  /** Without a profile. */
  static final Colours SRGB = new Colours(null);

  private final @Nullable ICC_Profile profile;

  private Colours(@Nullable ICC_Profile profile) {
    this.profile = profile;
  }

  /** By a profile; one that cannot be read counts as none, as in browsers. */
  static Colours of(Optional<byte[]> icc) {
    return icc.flatMap(Colours::parse).map(Colours::new).orElse(SRGB);
  }

  private static Optional<ICC_Profile> parse(byte[] icc) {
    try {
      return Optional.of(ICC_Profile.getInstance(icc));
    } catch (IllegalArgumentException e) {
      LOG.debug("Colour profile ignored: {}", e.getMessage());
      return Optional.empty();
    }
  }

  boolean isCmyk() {
    return profile != null && profile.getColorSpaceType() == ColorSpace.TYPE_CMYK;
  }

  /** The picture in sRGB; a profile that does not go with its channels is passed over. */
  BufferedImage toSrgb(BufferedImage image) {
    if (profile == null) {
      return image;
    }
    int channels =
        switch (profile.getColorSpaceType()) {
          case ColorSpace.TYPE_RGB -> 3;
          case ColorSpace.TYPE_GRAY -> 1;
          default -> 0;
        };
    if (channels == 0) {
      return image;
    }
    try {
      return converted(image, channels);
    } catch (CMMException | IllegalArgumentException e) {
      LOG.debug("Colour profile ignored: {}", e.getMessage());
      return image;
    }
  }

  private BufferedImage converted(BufferedImage image, int channels) {
    int width = image.getWidth();
    BufferedImage srgb =
        new BufferedImage(
            width,
            image.getHeight(),
            image.getColorModel().hasAlpha()
                ? BufferedImage.TYPE_INT_ARGB
                : BufferedImage.TYPE_INT_RGB);
    ColorConvertOp op = conversion();
    // A few rows at a time, since the conversion wants copies of its own.
    for (int y = 0; y < image.getHeight(); y += ROWS) {
      int rows = Math.min(ROWS, image.getHeight() - y);
      int[] argb = image.getRGB(0, y, width, rows, null, 0, width);
      WritableRaster from = Rasters.bytes(width, rows, channels);
      Rasters.fill(from, argb);
      WritableRaster to = Rasters.bytes(width, rows, 3);
      op.filter(from, to);
      Rasters.replaceColours(argb, to);
      srgb.setRGB(0, y, width, rows, argb, 0, width);
    }
    return srgb;
  }

  /** The conversion of rasters with this profile's channels to three of sRGB. */
  ColorConvertOp conversion() {
    return new ColorConvertOp(
        new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
  }

  /** Converts one piece of a CMYK picture in which 255 is full ink. */
  void cmykToSrgb(Raster cmyk, WritableRaster rgb) {
    conversion().filter(cmyk, rgb);
  }
}
