package io.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code java -jar benchmarks.jar} does, in processes as its users start them. */
class MainTest {
  private static final List<String> FOR_A_MOMENT =
      List.of("-f", "0", "-wi", "0", "-i", "1", "-r", "10ms", "-bm", "ss");

  @TempDir Path folder;

  private record Ended(int status, String said) {}

  @Test
  void endsWithoutAScoreWhereAControlFails() throws Exception {
    spoilControls();

    for (String forks : List.of("0", "1")) {
      Ended ended = run("NameBenchmark", "-f", forks, "-wi", "0", "-i", "1", "-r", "10ms");

      assertThat(ended.said()).contains("a control that always fails").doesNotContain("Score");
      assertThat(ended.status()).isEqualTo(1);
    }
  }

  @Test
  void goesOnWhereItIsToldTo() throws Exception {
    spoilControls();

    Ended ended =
        run("NameBenchmark", "-foe", "false", "-f", "0", "-wi", "0", "-i", "1", "-r", "10ms");

    assertThat(ended.said()).contains("a control that always fails").contains("Score");
    assertThat(ended.status()).isZero();
  }

  @Test
  void leavesOutAndTellsWhatAnEngineCannotMake() throws Exception {
    Path json = folder.resolve("ladders.json");

    Ended ended =
        run(
            "LadderBenchmark|NameBenchmark",
            List.of("-p", "engine=VIPS,IMGSCALR", "-p", "megapixels=1"),
            List.of("-p", "formats=JPEG_ONLY,WEBP_ONLY", "-rf", "json", "-rff", json.toString()));

    assertThat(ended.said())
        .contains("# Left out: LadderBenchmark: IMGSCALR makes no WEBP, so not formats = WEBP_ONLY")
        .doesNotContain("xception")
        .containsOnlyOnce("Benchmark  ");
    assertThat(ended.status()).isZero();
    List<String> made = new ArrayList<>();
    for (JsonNode result : new JsonMapper().readTree(json.toFile())) {
      made.add(
          (result.path("params").path("engine").asText()
                  + " "
                  + result.path("params").path("formats").asText())
              .trim());
    }
    assertThat(made)
        .containsExactlyInAnyOrder("", "VIPS JPEG_ONLY", "VIPS WEBP_ONLY", "IMGSCALR JPEG_ONLY");
  }

  @Test
  void failsWhereNothingThatWasAskedForCanBeMade() throws Exception {
    Ended ended = run("EncodeBenchmark", "-p", "engine=IMAGEIO", "-p", "encoding=WEBP");

    assertThat(ended.said())
        .contains("IMAGEIO encodes JPEG as in the default recipe only, so not encoding = WEBP")
        .contains("ERROR: expected something that can be made");
    assertThat(ended.status()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "-l", "-lp", "-lprof", "-lrf"})
  void tellsOfItselfAsJmhDoes(String option) throws Exception {
    assertThat(run(option)).isEqualTo(runOf("org.openjdk.jmh.Main", option));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-wi", "--no-such-option", "NoSuchBenchmark"})
  void failsAsJmhDoesWhereItIsCalledWrongly(String argument) throws Exception {
    Ended ended = run(argument);

    assertThat(ended).isEqualTo(runOf("org.openjdk.jmh.Main", argument));
    assertThat(ended.status()).isNotZero();
  }

  private Ended run(String pattern, List<String> some, List<String> more) throws Exception {
    List<String> all = new ArrayList<>(List.of(pattern));
    all.addAll(some);
    all.addAll(more);
    all.addAll(FOR_A_MOMENT);
    return run(all.toArray(String[]::new));
  }

  private Ended run(String... arguments) throws Exception {
    return runOf(Main.class.getName(), arguments);
  }

  private Ended runOf(String main, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djmh.ignoreLock=true",
                "-cp",
                folder + File.pathSeparator + System.getProperty("java.class.path"),
                main));
    command.addAll(List.of(arguments));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    int status = process.waitFor();
    return new Ended(status, Files.readString(said));
  }

  /** Puts a class of the same name before the real one. */
  private void spoilControls() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source")).resolve("Kept.java");
    Files.writeString(
        source,
        """
        package io.calotype.benchmarks;
        public final class Kept<I, R> {
          public Kept(java.util.function.BiConsumer<I, R> check) {}
          public R keep(I madeFrom, R made) { return made; }
          public void control() {
            throw new IllegalStateException("a control that always fails");
          }
        }
        """,
        StandardCharsets.UTF_8);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
    assertThat(status).isZero();
  }
}
