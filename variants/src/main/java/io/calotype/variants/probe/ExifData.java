package io.calotype.variants.probe;

import io.calotype.variants.reason.RefusedException;
import java.util.Optional;

/** Finds the first directory of a file's EXIF data, or of a TIFF itself. */
final class ExifData {
  private static final int SOS = 0xda;
  private static final int APP1 = 0xe1;
  private static final String JPEG_PREFIX = "Exif\0\0";

  private ExifData() {}

  /** Empty where there is none, or it cannot be read, or the format is not looked into. */
  static Optional<TiffDirectory> of(SourceFormat format, byte[] file) {
    Bytes bytes = Bytes.of(file, "EXIF");
    try {
      return switch (format) {
        case JPEG -> inJpeg(bytes);
        case PNG -> inPng(bytes);
        case WEBP -> inWebp(bytes.littleEndian(true));
        case TIFF -> directory(bytes);
        case GIF, AVIF -> Optional.empty();
      };
    } catch (RefusedException e) {
      return Optional.empty(); // Cut off: then the picture is as well, or this does not matter.
    }
  }

  private static Optional<TiffDirectory> inJpeg(Bytes file) {
    long at = 2;
    while (file.has(at, 4) && file.u8(at) == 0xff && file.u8(at + 1) != SOS) {
      int length = file.u16(at + 2);
      if (file.u8(at + 1) == APP1 && file.isAt(at + 4, JPEG_PREFIX)) {
        int prefix = 4 + JPEG_PREFIX.length();
        return directory(file.slice(at + prefix, length + 2L - prefix));
      }
      at += 2L + length;
    }
    return Optional.empty();
  }

  private static Optional<TiffDirectory> inPng(Bytes file) {
    for (long at = 8; file.has(at, 8) && !file.isAt(at + 4, "IEND"); at += 12 + file.u32(at)) {
      if (file.isAt(at + 4, "eXIf")) {
        return directory(file.slice(at + 8, file.u32(at)));
      }
    }
    return Optional.empty();
  }

  private static Optional<TiffDirectory> inWebp(Bytes file) {
    long length;
    for (long at = 12; file.has(at, 8); at += 8 + length + (length & 1)) {
      length = file.u32(at + 4);
      if (file.isAt(at, "EXIF")) {
        int prefix = file.isAt(at + 8, JPEG_PREFIX) ? JPEG_PREFIX.length() : 0;
        return directory(file.slice(at + 8 + prefix, length - prefix));
      }
    }
    return Optional.empty();
  }

  private static Optional<TiffDirectory> directory(Bytes tiff) {
    return tiff.isAt(0, "II*\0") || tiff.isAt(0, "MM\0*")
        ? Optional.of(TiffDirectory.first(tiff))
        : Optional.empty();
  }
}
