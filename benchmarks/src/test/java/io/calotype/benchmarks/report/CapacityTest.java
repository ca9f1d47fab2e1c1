package io.calotype.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.benchmarks.result.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapacityTest {
  @Test
  void reckonsCoresShardsAndRequestsFromTheCostOfALadder() {
    List<Capacity> capacity = Capacity.of(List.of(ladder(12, 420 / 1.15)), false);

    // 10,000 a minute are 167 a second; at 420 ms each that is 70 cores, 100 where 70 % are busy.
    assertThat(capacity.get(1).imagesPerMinute()).isEqualTo(10_000);
    assertThat(capacity.get(1).vcpus()).isEqualTo(100);
    assertThat(capacity.get(1).shards()).isEqualTo(1);
    assertThat(capacity.get(1).variantWritesPerSecond()).isBetween(1833.0, 1834.0);
    assertThat(capacity.get(1).prefixes()).isEqualTo(1);
    assertThat(capacity.get(2).vcpus()).isEqualTo(1000);
    assertThat(capacity.get(2).shards()).isEqualTo(4);
    assertThat(capacity.get(2).prefixes()).isEqualTo(6);
  }

  @Test
  void takesTheEnginesCostWithAllCoresBusyAndTheJobsFactor() {
    List<Run> runs =
        List.of(ladder(2, 100), engine(1, 110), engine(2, 120), ratio(1, 1.4), ratio(2, 1.5));

    Capacity warm = Capacity.of(runs, true).get(2);

    assertThat(warm.cost()).isEqualTo(new LadderCost(120, true, 1.5, true));
    assertThat(warm.vcpus()).isEqualTo(429);
  }

  @Test
  void takesTheGoalWhereTheCompilerWasAtWork() {
    List<Run> runs = List.of(engine(2, 120), ratio(2, 1.5));

    assertThat(Capacity.of(runs, false).get(0).cost())
        .isEqualTo(new LadderCost(120, true, 1.15, false));
  }

  @Test
  void countsTheWholeDefaultRecipe() {
    Run whole =
        Run.of(
            "ladder",
            "cpu-per-ladder",
            Map.of("engine", "vips", "megapixels", 2, "formats", "JPEG + WebP + AVIF"),
            "ms",
            500);

    List<Capacity> capacity = Capacity.of(List.of(ladder(2, 250), whole), false);

    assertThat(capacity).hasSize(6);
    assertThat(capacity.get(3).formats()).isEqualTo("JPEG + WebP + AVIF");
    assertThat(capacity.get(3).vcpus()).isEqualTo(14);
    // Ten variants and their manifest, then five and the manifest once more.
    assertThat(capacity.get(4).variantWritesPerSecond()).isBetween(2833.0, 2834.0);
  }

  @Test
  void saysNothingOfPhotosThatWereNotMeasured() {
    assertThat(Capacity.of(List.of(ladder(3, 100)), true)).isEmpty();
  }

  private static Run ladder(int megapixels, double cpuMs) {
    return Run.of(
        "ladder",
        "cpu-per-ladder",
        Map.of("engine", "vips", "megapixels", megapixels, "formats", "JPEG + WebP"),
        "ms",
        cpuMs);
  }

  private static Run engine(int slots, double cpuMs) {
    return Run.of(
        "endtoend",
        "cpu-per-image",
        Map.of("formats", "JPEG + WebP", "photo", "2 MP", "slots", slots, "of", "engine"),
        "ms",
        cpuMs);
  }

  private static Run ratio(int slots, double value) {
    return Run.of(
        "endtoend",
        "cpu-ratio-to-engine",
        Map.of("formats", "JPEG + WebP", "photo", "2 MP", "slots", slots),
        "x",
        value);
  }
}
