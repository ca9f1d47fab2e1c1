package io.calotype.benchmarks;

import java.util.Optional;

/** A benchmark of which not every combination of parameters can be run. */
public interface Choosy {
  /** The parameter by which it is told what can be made. */
  String ENGINE = "engine";

  /**
   * Why the combination that its fields hold cannot be run: who makes what, and what was asked for.
   * Empty where it can.
   */
  Optional<String> impossible();

  /** Fails with {@link IllegalArgumentException} where it cannot be run. */
  default void requirePossible() {
    impossible()
        .ifPresent(
            why -> {
              throw new IllegalArgumentException("expected what can be made but got: " + why);
            });
  }
}
