package io.calotype.variants.probe;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The first directory of a TIFF structure: a TIFF file's own, or that of EXIF data.
 *
 * @param bytes from the byte-order mark on, in that order
 * @param at where the directory's entries begin
 * @param entries how many entries lie within the bytes, at most what the directory claims
 * @param claimed how many entries the directory claims
 */
record TiffDirectory(Bytes bytes, long at, int entries, int claimed) {
  static final int ORIENTATION = 274;

  private static final int ENTRY_BYTES = 12;
  private static final int ASCII = 2;

  /** Reads a directory's place; the bytes must begin with a byte-order mark. */
  static TiffDirectory first(Bytes bytes) {
    Bytes ordered = bytes.littleEndian(bytes.isAt(0, "II"));
    return at(ordered, ordered.u32(4));
  }

  /** A directory elsewhere; the bytes must be in their order and hold its two first. */
  static TiffDirectory at(Bytes ordered, long directory) {
    int claimed = ordered.u16(directory);
    long at = directory + 2;
    int entries = (int) Math.min(claimed, (ordered.length() - at) / ENTRY_BYTES);
    return new TiffDirectory(ordered, at, entries, claimed);
  }

  /** The text under a tag, without what ends it; empty where there is none. */
  Optional<byte[]> text(int tag) {
    OptionalLong found = entry(tag);
    if (found.isEmpty() || bytes.u16(found.getAsLong() + 2) != ASCII) {
      return Optional.empty();
    }
    long count = bytes.u32(found.getAsLong() + 4);
    long place = count <= 4 ? found.getAsLong() + 8 : bytes.u32(found.getAsLong() + 8);
    if (!bytes.has(place, count)) {
      return Optional.empty();
    }
    int length = 0;
    while (length < count && bytes.u8(place + length) != 0) {
      length++;
    }
    int from = bytes.from() + (int) place;
    return Optional.of(Arrays.copyOfRange(bytes.array(), from, from + length));
  }

  boolean isCutOff() {
    return entries < claimed;
  }

  /** The first number under a tag; empty where there is none or its data lies outside. */
  OptionalLong number(int tag) {
    return number(tag, 0);
  }

  /** The number at an index under a tag; empty where there is none or its data lies outside. */
  OptionalLong number(int tag, int index) {
    OptionalLong entry = entry(tag);
    return entry.isPresent() ? numberOf(entry.getAsLong(), index) : entry;
  }

  /** Whether there is anything under a tag. */
  boolean has(int tag) {
    return entry(tag).isPresent();
  }

  /** Where the first entry of a tag is. */
  private OptionalLong entry(int tag) {
    for (int i = 0; i < entries; i++) {
      long entry = at + (long) i * ENTRY_BYTES;
      if (bytes.u16(entry) == tag) {
        return OptionalLong.of(entry);
      }
    }
    return OptionalLong.empty();
  }

  private OptionalLong numberOf(long entry, int index) {
    int sizeBytes =
        switch (bytes.u16(entry + 2)) {
          case 1, 6 -> 1; // BYTE, SBYTE
          case 3, 8 -> 2; // SHORT, SSHORT
          case 4, 9 -> 4; // LONG, SLONG
          default -> 0; // Not a whole number.
        };
    long count = bytes.u32(entry + 4);
    if (sizeBytes == 0 || index >= count) {
      return OptionalLong.empty();
    }
    long place = count * sizeBytes <= 4 ? entry + 8 : bytes.u32(entry + 8);
    long value = place + (long) index * sizeBytes;
    if (!bytes.has(value, sizeBytes)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        switch (sizeBytes) {
          case 1 -> bytes.u8(value);
          case 2 -> bytes.u16(value);
          default -> bytes.u32(value);
        });
  }
}
