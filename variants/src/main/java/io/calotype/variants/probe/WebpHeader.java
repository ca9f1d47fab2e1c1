package io.calotype.variants.probe;

/** Reads a WebP's chunks and counts its frames. */
final class WebpHeader {
  private static final int RIFF_BYTES = 12;
  private static final int CHUNK_BYTES = 8;
  private static final int ANIMATED = 0x02;
  private static final int HAS_EXIF = 0x08;
  private static final int HAS_ALPHA = 0x10;
  private static final int SIDE_MASK = 0x3fff;

  private final Bytes bytes;
  private int widthPx;
  private int heightPx;
  private int flags;
  private boolean extended;
  private boolean image;
  private boolean alpha;
  private int frames;
  private int orientation;

  private WebpHeader(Bytes bytes) {
    this.bytes = bytes;
  }

  static ImageHeader read(Bytes bytes) {
    return new WebpHeader(bytes).read();
  }

  private ImageHeader read() {
    long end = CHUNK_BYTES + bytes.u32(4);
    if (end > bytes.length()) {
      throw bytes.truncated();
    }
    for (long at = RIFF_BYTES; at + CHUNK_BYTES <= end; ) {
      long length = bytes.u32(at + 4);
      chunk(bytes.text(at, 4), bytes.slice(at + CHUNK_BYTES, length));
      if (image && !extended) {
        break; // A simple file: what follows counts for nothing.
      }
      at += CHUNK_BYTES + length + (length & 1);
    }
    boolean animated = (flags & ANIMATED) != 0;
    if (animated ? frames == 0 : !image) {
      throw bytes.corrupt("image data", "none");
    }
    return new ImageHeader(
        SourceFormat.WEBP,
        widthPx,
        heightPx,
        Math.max(ExifOrientation.UPRIGHT, orientation),
        animated ? frames : 1,
        extended ? (flags & HAS_ALPHA) != 0 : alpha);
  }

  private void chunk(String name, Bytes chunk) {
    switch (name) {
      case "VP8X" -> {
        if (extended || image) {
          throw bytes.corrupt("one VP8X chunk first", "another order");
        }
        extended = true;
        flags = chunk.u8(0);
        size(chunk.u24(4) + 1, chunk.u24(7) + 1);
      }
      case "VP8 " -> lossy(chunk);
      case "VP8L" -> lossless(chunk);
      case "ANMF" -> frames++;
      case "EXIF" -> {
        if (orientation == 0 && (flags & HAS_EXIF) != 0) {
          orientation = ExifOrientation.of(chunk);
        }
      }
      default -> {
        // Colour profile, other metadata, unknown chunks.
      }
    }
  }

  private void lossy(Bytes chunk) {
    boolean keyFrame = (chunk.u8(0) & 1) == 0;
    if (!keyFrame || chunk.u24(3) != 0x2a019d) {
      throw bytes.corrupt("a VP8 key frame", "something else");
    }
    image(chunk.u16(6) & SIDE_MASK, chunk.u16(8) & SIDE_MASK);
  }

  private void lossless(Bytes chunk) {
    if (chunk.u8(0) != 0x2f) {
      throw bytes.corrupt("a VP8L signature", "something else");
    }
    long bits = chunk.u32(1);
    alpha = ((bits >> 28) & 1) != 0;
    image((int) (bits & SIDE_MASK) + 1, (int) ((bits >> 14) & SIDE_MASK) + 1);
  }

  private void image(int imageWidthPx, int imageHeightPx) {
    boolean contradicts = widthPx != imageWidthPx || heightPx != imageHeightPx;
    if (extended && (flags & ANIMATED) == 0 && contradicts) {
      throw bytes.corrupt(
          "data of its canvas's size, " + widthPx + "x" + heightPx,
          imageWidthPx + "x" + imageHeightPx);
    }
    image = true;
    if (!extended) {
      size(imageWidthPx, imageHeightPx);
    }
  }

  private void size(int newWidthPx, int newHeightPx) {
    if (newWidthPx == 0 || newHeightPx == 0) {
      throw bytes.corrupt("a size of 1x1 or more", newWidthPx + "x" + newHeightPx);
    }
    widthPx = newWidthPx;
    heightPx = newHeightPx;
  }
}
