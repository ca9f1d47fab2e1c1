package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.calotype.variants.render.RendererUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VipsTest {
  private static final Path MAPS = Path.of("/proc/self/maps");

  @Test
  void mapsOneCopyHoweverManyClassLoadersComeAndGo() throws Exception {
    assumeTrue(Files.isReadable(MAPS), "skipped: only Linux tells what is mapped");
    Vips.load(VipsSettings.ofEnvironment());
    long before = mappedCopies();

    for (int i = 0; i < 5; i++) {
      assertThat(FreshClasses.run(Opening.class)).isNotNull();
      System.gc();
    }

    assertThat(before).isEqualTo(1);
    assertThat(mappedCopies()).isEqualTo(1);
  }

  /** Opens and never closes, as a job does whose process is killed. */
  static final class Opening implements Runnable {
    @Override
    public void run() {
      assertThat(VipsRenderer.open().version()).isNotEmpty();
    }
  }

  /** Files by device and inode, so that another copy at another path counts. */
  private static long mappedCopies() throws IOException {
    return Files.readString(MAPS, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> line.contains("libvips-cpp"))
        .map(line -> line.split("\\s+"))
        .map(fields -> fields[3] + " " + fields[4])
        .collect(Collectors.toSet())
        .size();
  }

  @Test
  void isUnavailableWhereTheLibraryCannotBeKept(@TempDir Path temporary) throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatThrownBy(() -> VipsRenderer.open(new VipsSettings(file)))
        .isInstanceOf(RendererUnavailableException.class)
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "libstdc++.so.6: cannot open shared object file | install it",
        "/lib/libc.so.6: version `GLIBC_2.28' not found | glibc 2.28 or newer",
        "x.so: failed to map segment from shared object | noexec"
      })
  void saysWhatToDoWhereTheLoaderFails(String loaderMessage, String advice) {
    assertThat(Vips.whyNotLoaded(Path.of("/x.so"), loaderMessage + "\nmore\nlines"))
        .contains(loaderMessage, advice)
        .doesNotContain("\n");
  }
}
