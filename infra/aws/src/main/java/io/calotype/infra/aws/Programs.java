package io.calotype.infra.aws;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The jars that are deployed, as the build leaves them.
 *
 * @param pipelineJar the Flink job
 * @param lambdaJar the Java Lambda functions
 */
public record Programs(Path pipelineJar, Path lambdaJar) {
  /** Refuses files that are not there with {@link InvalidDeploymentException}. */
  public Programs {
    List<String> problems = new ArrayList<>();
    for (Path jar : List.of(pipelineJar, lambdaJar)) {
      if (!Files.isRegularFile(jar)) {
        problems.add("expected the file " + jar + " but it is not there: build the project first");
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidDeploymentException(problems);
    }
  }

  /** The jars of a built project, by its root. */
  public static Programs in(Path root) {
    return new Programs(
        root.resolve("pipeline/target/calotype-pipeline-flink.jar"),
        root.resolve("edge-lambda/target/calotype-lambda.jar"));
  }
}
