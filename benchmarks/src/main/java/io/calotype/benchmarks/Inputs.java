package io.calotype.benchmarks;

import java.util.List;

/**
 * Inputs in turn, so that no benchmark is given the same one twice in a row.
 *
 * @param <T> what they are
 */
public final class Inputs<T> {
  private final List<T> all;
  private int next;

  /** These, of which there must be at least two, else {@link IllegalArgumentException}. */
  public Inputs(List<T> all) {
    if (all.size() < 2) {
      throw new IllegalArgumentException("expected two inputs or more but got " + all.size());
    }
    this.all = List.copyOf(all);
  }

  /** The next one; after the last the first. */
  public T next() {
    next = next + 1 < all.size() ? next + 1 : 0;
    return all.get(next);
  }
}
