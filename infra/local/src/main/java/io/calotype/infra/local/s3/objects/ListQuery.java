package io.calotype.infra.local.s3.objects;

/**
 * What to list.
 *
 * @param prefix only keys that begin with it; empty for all
 * @param delimiter keys that hold it behind the prefix are rolled up to it; empty for none
 * @param after only entries (keys or common prefixes) behind it; empty for all
 * @param entriesMax page size, at least 0
 */
public record ListQuery(String prefix, String delimiter, String after, int entriesMax) {

  /** Refuses a negative page size. */
  public ListQuery {
    if (entriesMax < 0) {
      throw new IllegalArgumentException("expected entriesMax of 0 or more but got " + entriesMax);
    }
  }
}
