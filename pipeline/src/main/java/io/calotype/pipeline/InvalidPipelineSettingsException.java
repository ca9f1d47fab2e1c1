package io.calotype.pipeline;

import java.util.List;

/** Says everything that is wrong with the job's settings, one line a problem. */
public final class InvalidPipelineSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  InvalidPipelineSettingsException(List<String> problems) {
    super(
        "the property group \""
            + PipelineSettings.GROUP
            + "\" is not as expected:\n  "
            + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, each with the property's name, what was expected and what came. */
  public List<String> problems() {
    return problems;
  }
}
