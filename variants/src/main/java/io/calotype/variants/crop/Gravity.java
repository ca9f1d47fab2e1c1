package io.calotype.variants.crop;

import java.util.Optional;

/** Where a crop lies on a picture that has no focal point. */
public enum Gravity {
  /** In the middle. */
  CENTRE("centre"),
  /** Around what catches the eye: strong edges, skin, saturated colours. */
  ATTENTION("attention");

  private final String id;

  Gravity(String id) {
    this.id = id;
  }

  /** The name in recipes. */
  public String id() {
    return id;
  }

  /** The gravity of this {@link #id()}, if there is one. */
  public static Optional<Gravity> ofId(String id) {
    for (Gravity gravity : values()) {
      if (gravity.id.equals(id)) {
        return Optional.of(gravity);
      }
    }
    return Optional.empty();
  }
}
