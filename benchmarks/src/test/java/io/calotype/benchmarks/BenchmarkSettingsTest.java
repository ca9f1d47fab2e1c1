package io.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkSettingsTest {
  @Test
  void takesTheFoldersGiven() {
    BenchmarkSettings settings =
        BenchmarkSettings.of(
            Map.of("CALOTYPE_TEST_DATA", "/data", "CALOTYPE_HOME", "/own"), "/home/me");

    assertThat(settings.testData()).contains(Path.of("/data"));
    assertThat(settings.records()).isEqualTo(Path.of("/own/bench"));
  }

  @Test
  void takesTheFoldersOfPrograms() {
    assertThat(BenchmarkSettings.of(Map.of("PATH", "/usr/bin::/bin"), "/home/me").programs())
        .containsExactly(Path.of("/usr/bin"), Path.of("/bin"));
  }

  @Test
  void takesWhatIsMissingForUnset() {
    BenchmarkSettings settings = BenchmarkSettings.of(Map.of(), "/home/me");

    assertThat(settings.testData()).isEmpty();
    assertThat(settings.programs()).isEmpty();
    assertThat(settings.records()).isEqualTo(Path.of("/home/me/.calotype/bench"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void takesBlankForUnset(String blank) {
    BenchmarkSettings settings =
        BenchmarkSettings.of(
            Map.of("CALOTYPE_TEST_DATA", blank, "CALOTYPE_HOME", blank), "/home/me");

    assertThat(settings.testData()).isEmpty();
    assertThat(settings.records()).isEqualTo(Path.of("/home/me/.calotype/bench"));
  }
}
