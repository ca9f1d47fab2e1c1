package io.calotype.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as {@code ./calotype synth} runs it, with the built jars and the pinned CDK. */
final class SynthesisIT {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  /** What the tests on a cluster run: the build names it for all modules. */
  private static final Path JOB_JAR = Path.of(System.getProperty("calotype.job.jar"));

  private static final Path CDK = Path.of("node_modules", "aws-cdk", "bin", "cdk");

  @TempDir private Path temp;

  @Test
  void synthesisesFromAccountAndRegionAloneWhatTheCdksCommandLineReads() throws Exception {
    Path out = temp.resolve("cdk.out");

    assertThat(synthesise(out, "--account", "123456789012", "--region", "eu-north-1")).isEmpty();

    assertThat(
            run(List.of("node", CDK.toString(), "list", "--no-notices", "--app", out.toString()))
                .lines())
        .contains("Calotype-eu-north-1", "Calotype-Edge-eu-north-1")
        .doesNotContain("Calotype-Replica-eu-north-1");
    assertThat(deployedJars(out))
        .as("the jars of this build, byte for byte")
        .anyMatch(jar -> same(jar, JOB_JAR))
        .anyMatch(jar -> same(jar, ROOT.resolve("edge-lambda/target/calotype-lambda.jar")))
        .anyMatch(
            jar -> same(jar, ROOT.resolve("edge-lambda/target/calotype-lambda-onthefly.jar")));
  }

  @Test
  void saysAllThatIsWrongAndWritesNothing() throws Exception {
    Path out = temp.resolve("cdk.out");
    Path recipe = temp.resolve("recipe.json");
    Files.writeString(recipe, "{\"version\": 1, \"widths\": [0], \"formats\": []}");
    Path config = temp.resolve("calotype.json");
    Files.writeString(config, "{\"recipe\": \"recipe.json\", \"logDays\": 5}");

    String said = synthesise(out, "--region", "eu-central-9", "--config", config.toString());

    assertThat(said)
        .startsWith("calotype: nothing is synthesised, since:\n")
        .contains("\n  account: expected twelve digits but got \"\"")
        .contains("\n  region: expected a commercial region")
        .contains("\n  recipe: ")
        .contains("\n  logDays: expected a whole number of 7 to 365 but got 5")
        .doesNotContain("Exception", "\tat ");
    assertThat(out).doesNotExist();
  }

  @Test
  void saysWhereTheConfigurationIsNoJson() throws Exception {
    Path config = temp.resolve("calotype.json");
    Files.writeString(config, "{\"logDays\": 30,}");

    assertThat(
            synthesise(
                temp.resolve("cdk.out"),
                "--account",
                "123456789012",
                "--region",
                "eu-central-1",
                "--config",
                config.toString()))
        .contains("expected " + config + " to be JSON but")
        .doesNotContain("\tat ");
  }

  private String synthesise(Path out, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                Synthesis.class.getName(),
                "--root",
                ROOT.toString(),
                "--out",
                out.toString()));
    command.addAll(List.of(options));
    return run(command);
  }

  private static String run(List<String> command) throws Exception {
    ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
    program.environment().put("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20");
    program.environment().put("CDK_DISABLE_CLI_TELEMETRY", "true");
    Process process = program.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  private static List<Path> deployedJars(Path out) throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.mismatch(one, other) == -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
