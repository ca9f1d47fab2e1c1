package io.calotype.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  @Test
  void sumsUpItsSamples() {
    Run run = Run.of("cpu-per-image", Map.of("slots", 2), "ms", "lower", List.of(4.0, 1.0, 2.0));

    assertThat(run.median()).isEqualTo(2);
    assertThat(run.low()).isEqualTo(1);
    assertThat(run.high()).isEqualTo(4);
    assertThat(run.samples()).containsExactly(4.0, 1.0, 2.0);
  }

  @Test
  void takesTheMeanOfTheTwoInTheMiddle() {
    assertThat(Run.median(List.of(1.0, 2.0, 4.0, 8.0))).isEqualTo(3);
  }

  @Test
  void isWrittenInTheFormOfTheReport(@TempDir Path folder) throws IOException {
    Results results =
        new Results(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    results.add(Run.of("scaling", Map.of("photo", "2 MP"), "x", "higher", 1.9));

    Path file = folder.resolve("deep").resolve("results.json");
    results.write(file, "benchmarks/endtoend/run");

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.path("schema").asInt()).isEqualTo(1);
    JsonNode run = json.path("runs").path(0);
    assertThat(run.path("section").asText()).isEqualTo("endtoend");
    assertThat(run.path("params").path("photo").asText()).isEqualTo("2 MP");
    assertThat(run.path("median").asDouble()).isEqualTo(1.9);
    assertThat(run.path("samples")).hasSize(1);
  }
}
