package io.calotype.variants.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.fixture.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Some hundred broken files with each build, and 20,000 with
 *
 * <pre>{@code
 * mvn -pl variants -am -Pfuzz test
 * }</pre>
 */
class FuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final int MUTATIONS = Integer.getInteger("fuzz.mutations", 400);

  @Test
  void everyBrokenFileGivesPicturesOrOneReason() throws Exception {
    List<Path> specimens = new ArrayList<>();
    SharedData.folder("edge-cases").ifPresent(specimens::add);
    Path folder = Files.createDirectories(Path.of("target", "fuzz"));
    FuzzRun run = new FuzzRun(SEED, folder.toAbsolutePath(), specimens);

    run.run(MUTATIONS);

    System.out.printf(
        "%d mutations with seed %d, test data %s: %s%n",
        MUTATIONS, SEED, specimens.isEmpty() ? "absent" : "present", run.outcomes());
    assertThat(run.faults()).isEmpty();
    assertThat(run.outcomes().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(MUTATIONS);
    assertThat(run.outcomes()).containsKeys("PICTURES", "TRUNCATED", "CORRUPT");
  }
}
