package io.calotype.variants.probe;

import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a GIF's blocks and counts its frames; their data is passed over.
 *
 * <p>Old programs wrote the size of their author's screen where that of the picture belongs. So, as
 * libnsgif does and thereby libvips, such a size counts as none, and the picture is as large as its
 * first frame needs.
 */
final class GifHeader {
  private static final Set<List<Integer>> SCREENS_PX =
      Set.of(
          List.of(640, 480),
          List.of(640, 512),
          List.of(800, 600),
          List.of(1024, 768),
          List.of(1280, 1024),
          List.of(1600, 1200));
  private static final int SIDE_PX_MAX = 2048;

  private static final int SCREEN_AT = 6;
  private static final int SCREEN_BYTES = 7;
  private static final int FRAME_BYTES = 9;
  private static final int IMAGE = 0x2c;
  private static final int EXTENSION = 0x21;
  private static final int TRAILER = 0x3b;
  private static final int GRAPHIC_CONTROL = 0xf9;

  private final Bytes bytes;
  private int widthPx;
  private int heightPx;
  private int frames;
  private boolean alpha;

  private GifHeader(Bytes bytes) {
    this.bytes = bytes;
  }

  static ImageHeader read(Bytes bytes) {
    return new GifHeader(bytes).read();
  }

  private ImageHeader read() {
    widthPx = bytes.u16(SCREEN_AT);
    heightPx = bytes.u16(SCREEN_AT + 2);
    if (SCREENS_PX.contains(List.of(widthPx, heightPx))
        || Math.min(widthPx, heightPx) == 0
        || Math.max(widthPx, heightPx) > SIDE_PX_MAX) {
      widthPx = 1;
      heightPx = 1;
    }
    long at = (long) SCREEN_AT + SCREEN_BYTES + colourTableBytes(bytes.u8(SCREEN_AT + 4));
    // Rubbish behind the first frame is passed over as decoders do; a frame that is cut off is not.
    while (frames == 0 || bytes.has(at, 1)) {
      int block = bytes.u8(at);
      if (block == TRAILER) {
        break;
      } else if (block == EXTENSION) {
        at = extension(at);
      } else if (block == IMAGE && (frames == 0 || bytes.has(at + 1, FRAME_BYTES))) {
        at = frame(at + 1);
      } else if (frames == 0) {
        throw bytes.corrupt("an image or an extension", String.format("block %02x", block));
      } else {
        break; // Rubbish behind the last frame, as decoders see it.
      }
    }
    if (frames == 0) {
      throw bytes.corrupt("an image", "none");
    }
    return new ImageHeader(
        SourceFormat.GIF, widthPx, heightPx, ExifOrientation.UPRIGHT, frames, alpha);
  }

  private long extension(long at) {
    if (bytes.has(at, 4) && bytes.u8(at + 1) == GRAPHIC_CONTROL && (bytes.u8(at + 3) & 1) != 0) {
      alpha = true;
    }
    return behindSubBlocks(at + 2);
  }

  private long frame(long at) {
    int leftPx = bytes.u16(at);
    int topPx = bytes.u16(at + 2);
    int frameWidthPx = bytes.u16(at + 4);
    int frameHeightPx = bytes.u16(at + 6);
    int flags = bytes.u8(at + 8);
    if (frames == 0) {
      widthPx = Math.max(widthPx, leftPx + frameWidthPx);
      heightPx = Math.max(heightPx, topPx + frameHeightPx);
      alpha |=
          leftPx > 0
              || topPx > 0
              || leftPx + frameWidthPx < widthPx
              || topPx + frameHeightPx < heightPx;
    }
    frames++;
    int codeSizeBytes = 1;
    long end = behindSubBlocks(at + FRAME_BYTES + codeSizeBytes + colourTableBytes(flags));
    if (end > bytes.length()) {
      throw new RefusedException(
          Reason.TRUNCATED,
          String.format(
              Locale.ROOT,
              "expected a whole GIF but its frame %d is cut off, the file has %d bytes: upload the"
                  + " whole file",
              frames,
              bytes.length()));
    }
    return end;
  }

  private static int colourTableBytes(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  private long behindSubBlocks(long from) {
    long at = from;
    while (bytes.has(at, 1) && bytes.u8(at) != 0) {
      at += 1 + bytes.u8(at);
    }
    return at + 1;
  }
}
