package io.calotype.variants.probe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Tells whether a file that cannot be decoded ends too early, from the lengths that its format
 * states; else it is corrupt in some other way.
 *
 * <p>What an engine says of it cannot be asked: libvips keeps its messages in one buffer for all
 * threads, and ImageIO only warns.
 */
public final class CutShort {
  private static final int JPEG_START = 2;
  private static final int EOI = 0xd9;
  private static final int PNG_SIGNATURE_BYTES = 8;
  private static final int PNG_CHUNK_BYTES = 12;
  private static final int PNG_IEND = 0x49454e44;
  private static final int RIFF_HEADER_BYTES = 8;
  private static final int BOX_HEADER_BYTES = 8;
  private static final int LONG_BOX_HEADER_BYTES = 16;
  private static final int GIF_TRAILER = 0x3b;

  private CutShort() {}

  /** Always false for TIFF, where nothing states the end. */
  public static boolean is(SourceFormat format, byte[] file) {
    return switch (format) {
      case JPEG -> !hasJpegEnd(file);
      case PNG -> !hasPngEnd(ByteBuffer.wrap(file));
      case WEBP -> isCutRiff(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
      case GIF -> file.length == 0 || file[file.length - 1] != GIF_TRAILER;
      case AVIF -> isCutBoxes(ByteBuffer.wrap(file));
      case TIFF -> false;
    };
  }

  /** Goes from segment to segment, so that the end of an embedded thumbnail does not count. */
  private static boolean hasJpegEnd(byte[] file) {
    int at = JPEG_START;
    while (at + 1 < file.length) {
      int marker = file[at + 1] & 0xff;
      if ((file[at] & 0xff) != 0xff || marker == 0 || marker == 0xff || isRestart(marker)) {
        // Entropy-coded data, or padding before a marker.
        at++;
      } else if (marker == EOI) {
        return true;
      } else if (at + 3 >= file.length) {
        return false;
      } else {
        at += 2 + (((file[at + 2] & 0xff) << 8) | (file[at + 3] & 0xff));
      }
    }
    return false;
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xd0 && marker <= 0xd7;
  }

  private static boolean hasPngEnd(ByteBuffer file) {
    long at = PNG_SIGNATURE_BYTES;
    while (at + PNG_CHUNK_BYTES <= file.limit()) {
      if (file.getInt((int) at + 4) == PNG_IEND) {
        return true;
      }
      at += PNG_CHUNK_BYTES + Integer.toUnsignedLong(file.getInt((int) at));
    }
    return false;
  }

  private static boolean isCutRiff(ByteBuffer file) {
    return file.limit() < RIFF_HEADER_BYTES
        || file.limit() < RIFF_HEADER_BYTES + Integer.toUnsignedLong(file.getInt(4));
  }

  /** A box of length 0 goes to the end of the file, one of length 1 has it in 64 bits. */
  private static boolean isCutBoxes(ByteBuffer file) {
    long at = 0;
    while (at + LONG_BOX_HEADER_BYTES <= file.limit()) {
      long length = Integer.toUnsignedLong(file.getInt((int) at));
      if (length == 0) {
        return false;
      }
      int header = length == 1 ? LONG_BOX_HEADER_BYTES : BOX_HEADER_BYTES;
      length = length == 1 ? file.getLong((int) at + BOX_HEADER_BYTES) : length;
      // Of 2^63 or more it is negative here, and longer than any file as well.
      if (length >= 0 && length < header) {
        return false;
      }
      if (length < 0 || length > file.limit() - at) {
        return true;
      }
      at += length;
    }
    return false;
  }
}
