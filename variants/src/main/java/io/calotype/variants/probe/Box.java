package io.calotype.variants.probe;

import java.util.function.Consumer;

/**
 * A box of the ISO base media format: length, type, body.
 *
 * @param type its four characters
 * @param parent what it stands in
 * @param bodyAt where its body begins in the parent
 * @param end where it ends in the parent by what it claims; may lie behind the parent's end
 */
record Box(String type, Bytes parent, long bodyAt, long end) {
  private static final int HEADER_BYTES = 8;
  private static final int LONG_HEADER_BYTES = 16;

  /** The box at an offset; refuses one whose length is too short for itself. */
  static Box at(Bytes parent, long at) {
    long length = parent.u32(at);
    String type = parent.text(at + 4, 4);
    int header = length == 1 ? LONG_HEADER_BYTES : HEADER_BYTES;
    if (length == 0) {
      length = parent.length() - at; // To the end of the file.
    } else if (length == 1) {
      length = parent.u64(at + HEADER_BYTES);
    }
    if (length < header) {
      throw parent.corrupt("boxes of " + header + " bytes or more", length);
    }
    // One that claims more than there can be ends behind everything, without overflow.
    return new Box(type, parent, at + header, at + Math.min(length, Long.MAX_VALUE / 2));
  }

  /** Passes each box that a body holds; each must lie within it. */
  static void each(Bytes body, Consumer<Box> consumer) {
    for (long at = 0; at < body.length(); ) {
      Box box = at(body, at);
      at = box.end();
      if (at > body.length()) {
        throw body.truncated();
      }
      consumer.accept(box);
    }
  }

  /** Passes the body of each box of a type that a body holds. */
  static void each(Bytes body, String type, Consumer<Bytes> consumer) {
    each(
        body,
        box -> {
          if (box.type().equals(type)) {
            consumer.accept(box.body());
          }
        });
  }

  Bytes body() {
    return parent.slice(bodyAt, end - bodyAt);
  }
}
