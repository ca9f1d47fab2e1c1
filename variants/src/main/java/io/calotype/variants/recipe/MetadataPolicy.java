package io.calotype.variants.recipe;

import java.util.Optional;

/** What of an original's metadata its variants carry; never more, and never where it was taken. */
public enum MetadataPolicy {
  /** Nothing. */
  STRIP("strip"),
  /** Whose it is: the copyright notice and the artist's name. */
  COPYRIGHT("copyright");

  private final String id;

  MetadataPolicy(String id) {
    this.id = id;
  }

  /** The name in recipes. */
  public String id() {
    return id;
  }

  /** The policy of this {@link #id()}, if there is one. */
  public static Optional<MetadataPolicy> ofId(String id) {
    for (MetadataPolicy policy : values()) {
      if (policy.id.equals(id)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }
}
