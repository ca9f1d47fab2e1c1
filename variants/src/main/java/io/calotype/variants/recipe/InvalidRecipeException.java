package io.calotype.variants.recipe;

import java.util.List;

/** Says everything that is wrong with a recipe, one line a problem. */
public final class InvalidRecipeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  InvalidRecipeException(String source, List<String> problems) {
    super(
        source
            + " has "
            + (problems.size() == 1 ? "a problem" : problems.size() + " problems")
            + ":\n  "
            + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, each with its place, what was expected and what came. */
  public List<String> problems() {
    return problems;
  }
}
