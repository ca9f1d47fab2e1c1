package io.calotype.variants.render.scalr;

import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/** Finds the colour profile of a PNG, which ImageIO passes over, and of a TIFF. */
final class EmbeddedProfile {
  /** Larger than any profile of a display or a printer. */
  private static final int PROFILE_BYTES_MAX = 16 << 20;

  private static final int SIGNATURE_BYTES = 8;
  private static final int CHUNK_BYTES = 12;
  private static final int ICCP = 0x69434350;
  private static final int SRGB = 0x73524742;
  private static final int IDAT = 0x49444154;

  private EmbeddedProfile() {}

  /** The profile; none where the PNG says that it is sRGB. */
  static Optional<byte[]> ofPng(byte[] file) {
    ByteBuffer buffer = ByteBuffer.wrap(file);
    long at = SIGNATURE_BYTES;
    while (at + CHUNK_BYTES <= file.length) {
      long length = Integer.toUnsignedLong(buffer.getInt((int) at));
      int type = buffer.getInt((int) at + 4);
      if (type == IDAT || type == SRGB || at + CHUNK_BYTES + length > file.length) {
        return Optional.empty();
      }
      if (type == ICCP) {
        return inflated(file, (int) at + 8, (int) length);
      }
      at += CHUNK_BYTES + length;
    }
    return Optional.empty();
  }

  /** The profile that ImageIO has read, where it is one of three channels. */
  static Optional<byte[]> ofTiff(BufferedImage image) {
    return image.getColorModel().getColorSpace() instanceof ICC_ColorSpace space
            && space.getNumComponents() == 3
            && !space.isCS_sRGB()
        ? Optional.of(space.getProfile().getData())
        : Optional.empty();
  }

  /** The chunk holds a name, which ends with 0, the method 0, and the profile compressed. */
  private static Optional<byte[]> inflated(byte[] file, int from, int length) {
    int at = from;
    while (at < from + length && file[at] != 0) {
      at++;
    }
    at += 2;
    if (at >= from + length) {
      return Optional.empty();
    }
    try (InflaterInputStream in =
        new InflaterInputStream(new ByteArrayInputStream(file, at, from + length - at))) {
      byte[] profile = in.readNBytes(PROFILE_BYTES_MAX + 1);
      return profile.length <= PROFILE_BYTES_MAX ? Optional.of(profile) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
