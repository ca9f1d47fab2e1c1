package io.calotype.variants.render.vips;

import java.util.ArrayList;
import java.util.List;

/**
 * Optional arguments of a function of libvips: each value of exactly the type that C will read, as
 * nothing on the way could convert it.
 */
final class Options {
  private final List<Object> pairs = new ArrayList<>();

  /** An int, an enum's number, or 1 or 0 for a boolean. */
  Options and(String name, int value) {
    return pair(name, value);
  }

  Options and(String name, double value) {
    return pair(name, value);
  }

  private Options pair(String name, Object value) {
    pairs.add(name);
    pairs.add(value);
    return this;
  }

  Object[] pairs() {
    return pairs.toArray();
  }
}
