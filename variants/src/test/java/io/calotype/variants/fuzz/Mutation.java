package io.calotype.variants.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/** The ways to break a file. Each changes its bytes by chance, the same for the same random. */
enum Mutation {
  /** One bit to 30 of them, anywhere. */
  FLIP {
    @Override
    byte[] of(byte[] file, List<byte[]> others, Random random) {
      byte[] broken = file.clone();
      for (int i = 1 + random.nextInt(30); i > 0; i--) {
        broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return broken;
    }
  },
  /** The same in the first 200 bytes, where structure is. */
  FLIP_HEADER {
    @Override
    byte[] of(byte[] file, List<byte[]> others, Random random) {
      byte[] broken = file.clone();
      for (int i = 1 + random.nextInt(6); i > 0; i--) {
        broken[random.nextInt(Math.min(200, broken.length))] = EXTREMES[random.nextInt(8)];
      }
      return broken;
    }
  },
  /** The end is missing. */
  TRUNCATE {
    @Override
    byte[] of(byte[] file, List<byte[]> others, Random random) {
      return Arrays.copyOf(file, random.nextInt(file.length));
    }
  },
  /** The beginning of one file and the end of another. */
  SPLICE {
    @Override
    byte[] of(byte[] file, List<byte[]> others, Random random) {
      byte[] other = others.get(random.nextInt(others.size()));
      int head = 1 + random.nextInt(Math.min(file.length, 1000));
      int from = random.nextInt(other.length);
      byte[] broken = Arrays.copyOf(file, head + other.length - from);
      System.arraycopy(other, from, broken, head, other.length - from);
      return broken;
    }
  },
  /** A part is there twice, or not at all. */
  SHIFT {
    @Override
    byte[] of(byte[] file, List<byte[]> others, Random random) {
      int at = random.nextInt(file.length);
      int count = 1 + random.nextInt(Math.min(64, file.length - at));
      boolean twice = random.nextBoolean();
      byte[] broken = Arrays.copyOf(file, file.length + (twice ? count : -count));
      int rest = twice ? at : at + count;
      int to = twice ? at + count : at;
      System.arraycopy(file, rest, broken, to, file.length - rest);
      return broken;
    }
  },
  /** Width or height are not what they are said to be, with all checksums right. */
  LIE {
    @Override
    byte[] of(byte[] file, List<byte[]> others, Random random) {
      byte[] broken = file.clone();
      int at = Sizes.at(broken, random);
      if (at + Sizes.BYTES > broken.length) {
        return FLIP_HEADER.of(file, others, random);
      }
      int[] sizes = {0, 1, 2, 7, 119, 121, 255, 1000, 4096, 16_384, 32_768, 65_535};
      for (int i = 0; i < Sizes.BYTES; i += 2) {
        if (random.nextBoolean()) {
          int size = sizes[random.nextInt(sizes.length)];
          broken[at + i] = (byte) (size >> 8);
          broken[at + i + 1] = (byte) size;
        }
      }
      Sizes.correctPngChecksum(broken);
      return broken;
    }
  };

  private static final byte[] EXTREMES = {0, 1, 2, 0x7f, (byte) 0x80, (byte) 0xfe, (byte) 0xff, 64};

  abstract byte[] of(byte[] file, List<byte[]> others, Random random);

  /** Where formats keep a picture's size. */
  private static final class Sizes {
    static final int BYTES = 8;
    private static final int PNG_HEADER_AT = 12;
    private static final int PNG_HEADER_BYTES = 17;
    private static final int PNG_CHECKSUM_AT = PNG_HEADER_AT + PNG_HEADER_BYTES;

    private Sizes() {}

    static int at(byte[] file, Random random) {
      if (file[0] == (byte) 0xff) {
        for (int i = 2; i < file.length - 9; i++) {
          if (file[i] == (byte) 0xff && (file[i + 1] & 0xfc) == 0xc0 && file[i + 1] != -60) {
            return i + 4;
          }
        }
      }
      return switch (file[0]) {
        case (byte) 0x89 -> 16;
        case 'G' -> random.nextBoolean() ? 6 : find(file, (byte) ',') + 1;
        case 'R' -> 22 + random.nextInt(8);
        default -> random.nextInt(Math.min(300, file.length));
      };
    }

    private static int find(byte[] file, byte sought) {
      int at = 13;
      while (at < file.length && file[at] != sought) {
        at++;
      }
      return at;
    }

    static void correctPngChecksum(byte[] file) {
      byte[] type = "IHDR".getBytes(StandardCharsets.US_ASCII);
      if (file.length > PNG_CHECKSUM_AT + 4
          && Arrays.equals(file, PNG_HEADER_AT, PNG_HEADER_AT + 4, type, 0, 4)) {
        CRC32 checksum = new CRC32();
        checksum.update(file, PNG_HEADER_AT, PNG_HEADER_BYTES);
        ByteBuffer.wrap(file).putInt(PNG_CHECKSUM_AT, (int) checksum.getValue());
      }
    }
  }
}
