package io.calotype.edge.settings;

import java.util.List;

/** Says everything that is wrong with a function's environment, one line a problem. */
public final class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /** Problems, each with the variable's name, what was expected and what came. */
  public InvalidSettingsException(List<String> problems) {
    super("the environment is not as expected:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, each with the variable's name, what was expected and what came. */
  public List<String> problems() {
    return problems;
  }
}
