package io.calotype.benchmarks.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionsTest {
  @TempDir Path folder;

  @Test
  void tellsTheLibrariesAndTheVersionWhereThereIsNoClone() {
    Map<String, String> versions = Versions.of(folder, "0.1.0");

    assertThat(versions).containsEntry("commit", "0.1.0");
    assertThat(versions).containsOnlyKeys("commit", "imgscalr", "libvips", "Thumbnailator");
    assertThat(versions.get("imgscalr")).matches("[0-9]+\\.[0-9]+.*");
    assertThat(versions.get("libvips")).matches("[0-9]+\\.[0-9]+.*");
    assertThat(versions.get("Thumbnailator")).matches("[0-9]+\\.[0-9]+.*");
  }
}
