package io.calotype.variants.probe;

import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import java.nio.charset.StandardCharsets;

/**
 * A part of a file, read within its bounds: a read behind the end refuses the file as truncated.
 * Offsets are {@code long}, since what a file claims may be added up before it is used.
 *
 * @param array the whole file
 * @param from where the part begins
 * @param length how many bytes it has
 * @param littleEndian the order of its numbers
 * @param kind what messages call the file, as {@code JPEG}
 */
@SuppressWarnings("ArrayRecordComponent") // A window on the array, never compared.
record Bytes(byte[] array, int from, int length, boolean littleEndian, String kind) {

  static Bytes of(byte[] file, String kind) {
    return new Bytes(file, 0, file.length, false, kind);
  }

  Bytes littleEndian(boolean little) {
    return new Bytes(array, from, length, little, kind);
  }

  /** The part from an offset on; refuses one that does not lie in this part. */
  Bytes slice(long at, long count) {
    require(at, count);
    return new Bytes(array, from + (int) at, (int) count, littleEndian, kind);
  }

  boolean has(long at, long count) {
    return at >= 0 && count >= 0 && at <= length && count <= length - at;
  }

  int u8(long at) {
    require(at, 1);
    return array[from + (int) at] & 0xff;
  }

  int u16(long at) {
    int first = u8(at);
    int second = u8(at + 1);
    return littleEndian ? (second << 8) | first : (first << 8) | second;
  }

  int u24(long at) {
    return littleEndian ? u16(at) | (u8(at + 2) << 16) : (u16(at) << 8) | u8(at + 2);
  }

  long u32(long at) {
    long first = u16(at);
    long second = u16(at + 2);
    return littleEndian ? (second << 16) | first : (first << 16) | second;
  }

  /** A number of 64 bits; one above the largest {@code long} is as good as that. */
  long u64(long at) {
    long high = u32(littleEndian ? at + 4 : at);
    long low = u32(littleEndian ? at : at + 4);
    return high > Integer.MAX_VALUE ? Long.MAX_VALUE : (high << 32) | low;
  }

  /** Whether these characters stand here; false, not refused, where the part ends before. */
  boolean isAt(long at, String latin1) {
    if (!has(at, latin1.length())) {
      return false;
    }
    for (int i = 0; i < latin1.length(); i++) {
      if (u8(at + i) != latin1.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  String text(long at, int count) {
    require(at, count);
    return new String(array, from + (int) at, count, StandardCharsets.ISO_8859_1);
  }

  RefusedException truncated() {
    return new RefusedException(
        Reason.TRUNCATED,
        "expected a whole "
            + kind
            + " but its header is cut off, the file has "
            + array.length
            + " bytes: upload the whole file");
  }

  RefusedException corrupt(String expected, Object got) {
    return new RefusedException(
        Reason.CORRUPT,
        "expected a "
            + kind
            + " with "
            + expected
            + " but got "
            + got
            + ": save it anew with an image editor");
  }

  private void require(long at, long count) {
    if (!has(at, count)) {
      throw truncated();
    }
  }
}
