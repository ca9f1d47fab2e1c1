package io.calotype.edge.onthefly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar that is deployed: complete without the build's class path, and within Lambda's bounds.
 */
final class OnTheFlyJarIT {
  private static final Path MODULE = Path.of("");
  private static final Path JAR = MODULE.resolve("target/calotype-lambda-onthefly.jar");

  /** What may be sent to Lambda as it is; more has to go over S3. */
  private static final long BYTES_MAX = 50_000_000;

  private static final long UNZIPPED_BYTES_MAX = 250_000_000;

  @TempDir private Path temp;

  @Test
  void rendersFromItsOwnClassesAndEnvironment() throws Exception {
    Map<String, List<OnTheFlyTimes.Took>> times =
        new OnTheFlyTimes(MODULE, temp).run(rocket(), "w320.webp", 3, true);

    assertThat(times).containsOnlyKeys("ready", "primed", "first", "warm", "standing");
    assertThat(times.get("warm")).hasSize(3);
  }

  @Test
  void hasTheNativeLibraryForBothProcessorsOfLambda() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> natives =
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.matches("io/calotype/natives/.*/libvips-cpp[^/]*"))
              .map(name -> name.split("/", -1)[3])
              .toList();
      assertThat(natives).containsExactlyInAnyOrder("linux-x64", "linux-arm64");
    }
  }

  @Test
  void isWithinLambdasBounds() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(BYTES_MAX);
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().mapToLong(ZipEntry::getSize).sum()).isLessThan(UNZIPPED_BYTES_MAX);
    }
  }

  private static byte[] rocket() throws IOException {
    try (InputStream in = OnTheFlyJarIT.class.getResourceAsStream("/photos/rocket.jpg")) {
      return in.readAllBytes();
    }
  }
}
