package io.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkSettingsTest {
  @Test
  void takesTheFolderGiven() {
    assertThat(BenchmarkSettings.of("/data", "/bin").testData()).contains(Path.of("/data", "/bin"));
  }

  @Test
  void takesTheFoldersOfPrograms() {
    assertThat(BenchmarkSettings.of(null, "/usr/bin::/bin").programs())
        .containsExactly(Path.of("/usr/bin"), Path.of("/bin"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void takesBlankForUnset(String blank) {
    assertThat(BenchmarkSettings.of(blank, null).testData()).isEmpty();
  }
}
