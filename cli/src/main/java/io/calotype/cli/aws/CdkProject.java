package io.calotype.cli.aws;

import io.calotype.cli.console.CommandFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The CDK application and the CDK's command line, as the build leaves them in {@code infra/aws}.
 *
 * @param home the project's folder
 * @param launcher what runs them
 */
public record CdkProject(Path home, Launcher launcher) {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          // The CDK's kernel works on Node 20, but prints a banner unless that major is named.
          "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20",
          "CDK_DISABLE_CLI_TELEMETRY", "true",
          "CDK_DISABLE_VERSION_CHECK", "true");

  /**
   * Synthesises to a folder, which must not be there.
   *
   * @return whether it could; if not, the application has said why on standard error
   */
  public boolean synthesise(Target target, Path out) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                classPath(),
                "io.calotype.infra.aws.Synthesis",
                "--root",
                home.toString(),
                "--out",
                out.toString(),
                "--account",
                target.account(),
                "--region",
                target.region()));
    if (target.config() != null) {
      command.addAll(List.of("--config", target.config().toString()));
    }
    return launcher.run(command, ENVIRONMENT) == 0;
  }

  /**
   * Has the CDK's command line read what was synthesised, all of it.
   *
   * @throws CommandFailedException where it cannot, as where it is of another version
   */
  public void requireReadable(Path synthesised) throws IOException, InterruptedException {
    String said = launcher.check(cdk(synthesised, List.of("list")), ENVIRONMENT);
    if (!said.isEmpty()) {
      throw new CommandFailedException(
          "expected the CDK's command line to read " + synthesised + " but it says: " + said);
    }
  }

  /**
   * Runs the CDK's command line on what was synthesised.
   *
   * @return its exit status
   */
  public int cdk(Target target, Path synthesised, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = cdk(synthesised, arguments);
    if (target.profile() != null) {
      command.addAll(List.of("--profile", target.profile()));
    }
    return launcher.run(command, ENVIRONMENT);
  }

  private List<String> cdk(Path synthesised, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add("node");
    command.add(built("node_modules/aws-cdk/bin/cdk").toString());
    command.addAll(arguments);
    command.addAll(
        List.of("--app", synthesised.toString(), "--no-notices", "--no-version-reporting"));
    return command;
  }

  private String classPath() throws IOException {
    return built("target/calotype-infra-aws.jar")
        + File.pathSeparator
        + Files.readString(built("target/classpath")).strip();
  }

  private Path built(String name) {
    Path file = home.resolve("infra/aws").resolve(name);
    if (!Files.exists(file)) {
      throw new CommandFailedException(
          "expected " + file + " but it is not there: run ./calotype, which builds it");
    }
    return file;
  }
}
