package io.calotype.benchmarks.peers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a peer's process is asked for.
 *
 * @param photo the photo's path
 * @param sizes widths and heights of the ladder in pixels, widest first
 * @param out the folder for the files, named {@code <width>.<format>}; null to drop them
 */
record Request(String photo, List<List<Integer>> sizes, @Nullable String out) {
  /** Copies the list. */
  Request {
    sizes = List.copyOf(sizes);
  }
}
