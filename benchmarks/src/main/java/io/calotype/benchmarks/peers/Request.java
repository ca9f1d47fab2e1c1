package io.calotype.benchmarks.peers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a peer's process is asked for.
 *
 * @param photo the photo's path
 * @param sizes widths and heights of the ladder in pixels, widest first
 * @param sideways whether the photo is stored turned by a quarter
 * @param out the folder for the files, named {@code <width>.<format>}; null to drop them
 */
record Request(String photo, List<List<Integer>> sizes, boolean sideways, @Nullable String out) {
  /** Copies the list. */
  Request {
    sizes = List.copyOf(sizes);
  }

  /** The widths alone. */
  List<Integer> widthsPx() {
    return sizes.stream().map(size -> size.get(0)).distinct().toList();
  }
}
