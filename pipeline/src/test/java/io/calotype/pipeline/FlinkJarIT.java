package io.calotype.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jar that is deployed: all that the job needs and Flink does not bring, and nothing more. */
class FlinkJarIT {
  private static final Path JAR = Path.of(System.getProperty("calotype.job.jar"));

  /** Managed Flink takes 512 MB; this much is what natives for three platforms and the SDK need. */
  private static final long BYTES_MAX = 60_000_000;

  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(JAR.toFile());
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void namesItsMain() throws IOException {
    assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
        .isEqualTo(CalotypeJob.class.getName());
  }

  @Test
  void carriesNativesOfBothPlatformsOfManagedFlink() {
    assertThat(names()).anyMatch(n -> n.contains("linux-x64") && n.contains("libvips"));
    assertThat(names()).anyMatch(n -> n.contains("linux-arm64") && n.contains("libvips"));
    assertThat(names()).contains("com/sun/jna/linux-x86-64/libjnidispatch.so");
  }

  @Test
  void leavesFlinkToTheCluster() {
    assertThat(names())
        .noneMatch(n -> n.startsWith("org/apache/flink/streaming/"))
        .noneMatch(n -> n.startsWith("org/apache/flink/runtime/"))
        .noneMatch(n -> n.startsWith("org/slf4j/"))
        .anyMatch(n -> n.startsWith("org/apache/flink/connector/base/"));
  }

  @Test
  void carriesNoSignaturesOfItsParts() {
    assertThat(names()).noneMatch(n -> n.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"));
  }

  @Test
  void isSmall() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(BYTES_MAX);
  }

  private List<String> names() {
    return jar.stream().map(ZipEntry::getName).toList();
  }
}
