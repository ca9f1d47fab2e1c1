package io.calotype.variants.probe;

import java.util.zip.CRC32;

/** Reads the chunks of a PNG up to its image data. */
final class PngHeader {
  private static final int SIGNATURE_BYTES = 8;
  private static final int CHUNK_BYTES = 12;
  private static final int IHDR_BYTES = 13;
  private static final int IHDR_AT = SIGNATURE_BYTES + 8;
  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int GREY_ALPHA = 4;
  private static final int RGB_ALPHA = 6;

  private PngHeader() {}

  static ImageHeader read(Bytes bytes) {
    if (bytes.u32(SIGNATURE_BYTES) != IHDR_BYTES || !bytes.isAt(SIGNATURE_BYTES + 4, "IHDR")) {
      throw bytes.corrupt("an IHDR chunk first", "another");
    }
    Bytes ihdr = bytes.slice(IHDR_AT, IHDR_BYTES);
    long checksum = bytes.u32(IHDR_AT + IHDR_BYTES);
    CRC32 crc = new CRC32();
    crc.update(bytes.array(), SIGNATURE_BYTES + 4, 4 + IHDR_BYTES);
    if (crc.getValue() != checksum) {
      throw bytes.corrupt("a right checksum of its header", "a wrong one");
    }
    long widthPx = ihdr.u32(0);
    long heightPx = ihdr.u32(4);
    int bits = ihdr.u8(8);
    int colour = ihdr.u8(9);
    if (Math.min(widthPx, heightPx) < 1 || Math.max(widthPx, heightPx) > Integer.MAX_VALUE) {
      throw bytes.corrupt("sides of 1 to " + Integer.MAX_VALUE, widthPx + "x" + heightPx);
    }
    if (!isPossible(bits, colour)) {
      throw bytes.corrupt("bits that go with its colour", bits + " with type " + colour);
    }
    return chunks(bytes, (int) widthPx, (int) heightPx, colour);
  }

  private static boolean isPossible(int bits, int colour) {
    return switch (colour) {
      case GREY -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
      case PALETTE -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
      case RGB, GREY_ALPHA, RGB_ALPHA -> bits == 8 || bits == 16;
      default -> false;
    };
  }

  private static ImageHeader chunks(Bytes bytes, int widthPx, int heightPx, int colour) {
    boolean alpha = colour == GREY_ALPHA || colour == RGB_ALPHA;
    int orientation = 0; // Of several, the first counts, as in libpng.
    long at = IHDR_AT + IHDR_BYTES + 4;
    while (!bytes.isAt(at + 4, "IDAT")) {
      long length = bytes.u32(at);
      if (length > Integer.MAX_VALUE) {
        throw bytes.corrupt("chunks of up to " + Integer.MAX_VALUE + " bytes", length);
      }
      if (bytes.isAt(at + 4, "IEND")) {
        throw bytes.corrupt("image data before its end", "none");
      }
      Bytes chunk = bytes.slice(at + 8, length);
      if (bytes.isAt(at + 4, "tRNS")) {
        alpha = true;
      } else if (orientation == 0 && bytes.isAt(at + 4, "eXIf")) {
        orientation = ExifOrientation.ofTiff(chunk);
      }
      at += CHUNK_BYTES + length;
    }
    // Animated PNGs count as their default image: no engine here reads the rest.
    int upright = Math.max(ExifOrientation.UPRIGHT, orientation);
    return new ImageHeader(SourceFormat.PNG, widthPx, heightPx, upright, 1, alpha);
  }
}
