package io.calotype.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.benchmarks.result.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapacityTest {
  @Test
  void reckonsCoresShardsAndRequestsFromTheCostOfALadder() {
    List<Capacity> capacity = Capacity.of(List.of(ladder(12, 420)), 1.0);

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
  void countsTheJobAroundItsEngine() {
    List<Run> runs = List.of(ladder(2, 100), ratio(1.5));

    assertThat(Capacity.jobOverEngine(runs)).isEqualTo(1.5);
    assertThat(Capacity.of(runs, 1.5).get(2).vcpus()).isEqualTo(358);
  }

  @Test
  void saysNothingOfPhotosThatWereNotMeasured() {
    assertThat(Capacity.of(List.of(ladder(3, 100)), 1)).isEmpty();
  }

  private static Run ladder(int megapixels, double cpuMs) {
    return Run.of(
        "ladder",
        "cpu-per-ladder",
        Map.of("engine", "vips", "megapixels", megapixels, "formats", "JPEG + WebP"),
        "ms",
        cpuMs);
  }

  private static Run ratio(double value) {
    return Run.of("endtoend", "cpu-ratio-to-engine", Map.of("formats", "JPEG + WebP"), "x", value);
  }
}
