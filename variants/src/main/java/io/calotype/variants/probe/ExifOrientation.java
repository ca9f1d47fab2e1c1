package io.calotype.variants.probe;

import java.util.OptionalLong;

/**
 * The orientation in EXIF data. Cameras and editors write absurd EXIF into good pictures, so what
 * cannot be read counts as upright and never refuses a file.
 */
final class ExifOrientation {
  static final int UPRIGHT = 1;

  private static final String JPEG_PREFIX = "Exif\0\0";
  private static final int TIFF_HEADER_BYTES = 8;
  private static final int ORIENTATION_MAX = 8;

  private ExifOrientation() {}

  /** Reads EXIF data with or without the prefix that it has in JPEG files. */
  static int of(Bytes exif) {
    int prefix = exif.isAt(0, JPEG_PREFIX) ? JPEG_PREFIX.length() : 0;
    return ofTiff(exif.slice(prefix, exif.length() - prefix));
  }

  /** Reads EXIF data without a prefix. */
  static int ofTiff(Bytes tiff) {
    if (!tiff.has(0, TIFF_HEADER_BYTES) || !(tiff.isAt(0, "II*\0") || tiff.isAt(0, "MM\0*"))) {
      return UPRIGHT;
    }
    Bytes ordered = tiff.littleEndian(tiff.isAt(0, "II"));
    return ordered.has(ordered.u32(4), 2) ? of(TiffDirectory.first(tiff)) : UPRIGHT;
  }

  static int of(TiffDirectory directory) {
    OptionalLong value = directory.number(TiffDirectory.ORIENTATION);
    long orientation = value.orElse(UPRIGHT);
    return orientation >= 1 && orientation <= ORIENTATION_MAX ? (int) orientation : UPRIGHT;
  }
}
