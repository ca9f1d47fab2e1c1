package io.calotype.infra.local.s3.objects;

import java.util.List;
import java.util.Optional;

/**
 * One page of a bucket's listing.
 *
 * @param objects in key order
 * @param commonPrefixes what the delimiter rolled up, in order
 * @param last the last entry (key or common prefix) when there is more behind it: list on from
 *     after it
 */
public record Listing(
    List<StoredObject> objects, List<String> commonPrefixes, Optional<String> last) {

  /** Copies the lists. */
  public Listing {
    objects = List.copyOf(objects);
    commonPrefixes = List.copyOf(commonPrefixes);
  }
}
