package io.calotype.variants.probe;

import io.calotype.variants.recipe.Recipe;

/** Reads the markers of a JPEG up to its first scan. */
final class JpegHeader {
  private static final int TEM = 0x01;
  private static final int RST_FIRST = 0xd0;
  private static final int RST_LAST = 0xd7;
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int APP1 = 0xe1;

  private final Bytes bytes;
  private final Recipe recipe;
  private int widthPx;
  private int heightPx;
  private int orientation;

  private JpegHeader(Bytes bytes, Recipe recipe) {
    this.bytes = bytes;
    this.recipe = recipe;
  }

  static ImageHeader read(Bytes bytes, Recipe recipe) {
    return new JpegHeader(bytes, recipe).read();
  }

  private ImageHeader read() {
    long at = 2;
    while (true) {
      long codeAt = nextMarker(at);
      int code = bytes.u8(codeAt);
      at = codeAt + 1;
      if (code == TEM || (code >= RST_FIRST && code <= RST_LAST)) {
        continue; // These stand alone.
      }
      if (code == SOI || code == EOI || (code == SOS && widthPx == 0)) {
        throw bytes.corrupt("its size before its data", String.format("marker %02x first", code));
      }
      if (code == SOS) {
        return new ImageHeader(
            SourceFormat.JPEG, widthPx, heightPx, Math.max(1, orientation), 1, false);
      }
      int length = bytes.u16(at);
      if (length < 2) {
        throw bytes.corrupt("segments of 2 bytes or more", length);
      }
      segment(code, bytes.slice(at + 2, length - 2));
      at += length;
    }
  }

  /** Where the next marker's code is; like decoders it passes over bytes that belong to none. */
  private long nextMarker(long from) {
    long at = from;
    do {
      while (bytes.u8(at) != 0xff) {
        at++;
      }
      while (bytes.u8(at) == 0xff) {
        at++;
      }
    } while (bytes.u8(at) == 0);
    return at;
  }

  private void segment(int code, Bytes segment) {
    switch (code) {
      case 0xc0, 0xc1, 0xc2, 0xc9, 0xca -> frame(segment);
      case 0xc3, 0xc5, 0xc6, 0xc7, 0xcb, 0xcd, 0xce, 0xcf ->
          throw Probe.unsupported(recipe, "lossless or hierarchical JPEG");
      case APP1 -> {
        // As libvips: of several, the first counts.
        if (orientation == 0 && segment.isAt(0, "Exif\0\0")) {
          orientation = ExifOrientation.of(segment);
        }
      }
      default -> {
        // Tables, comments and other metadata.
      }
    }
  }

  private void frame(Bytes segment) {
    if (widthPx != 0) {
      throw bytes.corrupt("one frame header", "two");
    }
    int bits = segment.u8(0);
    heightPx = segment.u16(1);
    widthPx = segment.u16(3);
    int components = segment.u8(5);
    if (bits != 8) {
      throw Probe.unsupported(recipe, "JPEG of " + bits + " bits a sample");
    }
    if (widthPx == 0 || heightPx == 0) {
      throw bytes.corrupt("a size of 1x1 or more", widthPx + "x" + heightPx);
    }
    if (components != 1 && components != 3 && components != 4) {
      throw bytes.corrupt("1, 3 or 4 components", components);
    }
  }
}
