package io.calotype.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.infra.local.s3.LocalS3Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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

    assertThat(names(results, folder))
        .contains(
            "cpu-ratio-to-engine",
            "cpu-ratio-without-compiler",
            "cpu-per-image",
            "throughput",
            "scaling",
            "scaling-without-stand-ins",
            "backlog-drain",
            "latency",
            "latency-idle",
            "replay");
  }

  @Test
  void isWarmOnceTheJobHasACheckpoint(@TempDir Path folder) throws Exception {
    try (Rig rig = new Rig(Recipes.JPEG.json(), folder.resolve("warm-up"))) {
      assertThatThrownBy(() -> rig.warmUp(PhotoSet.tiny(folder), 1, 1))
          .hasMessage("expected the job to have been started");
      rig.startJob(1);

      rig.warmUp(PhotoSet.tiny(folder), 30, 30);

      assertThat(rig.job().counters().hasCheckpoint()).isTrue();
      assertThat(originals(rig)).as("no fewer, in batches of ten").isGreaterThanOrEqualTo(30);
    }
  }

  private static long originals(Rig rig) {
    return rig
        .standIns()
        .s3()
        .listObjectsV2Paginator(list -> list.bucket(LocalS3Settings.ORIGINALS))
        .contents()
        .stream()
        .count();
  }

  @Test
  void sustainsFullLoad(@TempDir Path folder) throws Exception {
    Results results = new Results(System.out);

    try (Rig rig = new Rig(Recipes.WHOLE.json(), folder.resolve("sustained"))) {
      rig.startJob(Measurement.SLOTS_MAX);
      Sustained.measure(rig, PhotoSet.tiny(folder), 2, Duration.ofSeconds(5), results);
    }

    assertThat(names(results, folder)).contains("sustained-throughput");
  }

  private static Set<String> names(Results results, Path folder) throws IOException {
    Path file = folder.resolve("results.json");
    results.write(file, "MeasurementIT");
    JsonNode runs = new ObjectMapper().readTree(file.toFile()).path("runs");
    Set<String> names = new TreeSet<>();
    for (JsonNode run : runs) {
      names.add(run.path("name").asText());
      assertThat(run.path("median").asDouble()).as(run.toString()).isNotNegative().isFinite();
    }
    return names;
  }
}
