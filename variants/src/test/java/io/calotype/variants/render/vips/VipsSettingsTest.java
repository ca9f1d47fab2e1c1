package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class VipsSettingsTest {
  @Test
  void prefersTheUsersOwnCache() {
    assertThat(VipsSettings.of("/home/ada/.cache", "/tmp", "ada").cacheDirectory())
        .isEqualTo(Path.of("/home/ada/.cache/calotype"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "relative/cache"})
  void elseTakesADirectoryOfTheUserAmongTemporaryFiles(String cacheHome) {
    assertThat(VipsSettings.of(cacheHome, "/tmp", "ada").cacheDirectory())
        .isEqualTo(Path.of("/tmp/calotype-ada"));
  }

  @Test
  void keepsUserNamesWithinOneDirectory() {
    assertThat(VipsSettings.of(null, "/tmp", "a/../b c").cacheDirectory())
        .isEqualTo(Path.of("/tmp/calotype-a_.._b_c"));
  }
}
