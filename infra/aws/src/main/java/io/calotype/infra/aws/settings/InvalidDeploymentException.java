package io.calotype.infra.aws.settings;

import java.util.List;

/** Says everything that is wrong with what a deployment was told, one line a problem. */
public final class InvalidDeploymentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /** With the problems. */
  public InvalidDeploymentException(List<String> problems) {
    super("nothing is synthesised, since:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, each with the setting's name, what was expected and what came. */
  public List<String> problems() {
    return problems;
  }
}
