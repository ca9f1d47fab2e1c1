package io.calotype.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything runs, and what it measured was really done; how fast is nobody's business here. */
class MeasurementIT {
  @Test
  void measuresTheWholePath(@TempDir Path folder) throws Exception {
    Results results = new Results(System.out);

    new Measurement(folder, Optional.empty(), Extent.SMOKE, results).run();

    Path file = folder.resolve("results.json");
    results.write(file, "MeasurementIT");
    JsonNode runs = new ObjectMapper().readTree(file.toFile()).path("runs");
    Set<String> names = new TreeSet<>();
    for (JsonNode run : runs) {
      names.add(run.path("name").asText());
      assertThat(run.path("median").asDouble()).as(run.toString()).isNotNegative().isFinite();
    }
    assertThat(names)
        .contains(
            "cpu-ratio-to-engine",
            "cpu-per-image",
            "throughput",
            "scaling",
            "scaling-without-stand-ins",
            "backlog-drain",
            "latency",
            "latency-idle",
            "replay");
  }
}
