package io.calotype.infra.aws;

import io.calotype.infra.aws.settings.InvalidDeploymentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is deployed, as the build leaves it.
 *
 * @param pipelineJar the Flink job
 * @param lambdaJar the ticket function
 * @param onTheFlyJar the function that renders on the fly
 * @param edgeSources the folder whose {@code build.mjs} bundles the edge functions
 */
public record Programs(Path pipelineJar, Path lambdaJar, Path onTheFlyJar, Path edgeSources) {
  /** Refuses files that are not there with {@link InvalidDeploymentException}. */
  public Programs {
    List<String> problems = new ArrayList<>();
    for (Path jar :
        List.of(pipelineJar, lambdaJar, onTheFlyJar, edgeSources.resolve("build.mjs"))) {
      if (!Files.isRegularFile(jar)) {
        problems.add("expected the file " + jar + " but it is not there: build the project first");
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidDeploymentException(problems);
    }
  }

  /** Those of a built project, by its root. */
  public static Programs in(Path root) {
    return new Programs(
        root.resolve("pipeline/target/calotype-pipeline-flink.jar"),
        root.resolve("edge-lambda/target/calotype-lambda.jar"),
        root.resolve("edge-lambda/target/calotype-lambda-onthefly.jar"),
        root.resolve("edge-lambda/edge"));
  }
}
