package io.calotype.infra.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.WebOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkOptionsTest {
  @Test
  void keepsWhatIsOfNoUseLaterWhereTheNextStartClearsIt() {
    Configuration conf = of("/data/my photos/flink");

    assertThat(ConfigurationUtils.parseTempDirectories(conf))
        .containsExactly("/data/my photos/flink/tmp");
    assertThat(conf.get(WebOptions.TMP_DIR)).isEqualTo("/data/my photos/flink/tmp");
  }

  /** Flink would take them for two folders. */
  @ParameterizedTest
  @ValueSource(strings = {"/a,b/flink", "/a:b/flink", "/a|b/flink"})
  void leavesFlinkItsOwnPlaceWhereAFolderReadsAsTwo(String stateDir) {
    assertThat(of(stateDir).contains(CoreOptions.TMP_DIRS)).isFalse();
  }

  private static Configuration of(String stateDir) {
    return new FlinkOptions(Path.of(stateDir), 8081, 9249, 2).configuration(Optional.empty());
  }
}
