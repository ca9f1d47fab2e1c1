package io.calotype.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoSetTest {
  @TempDir private Path folder;

  @Test
  void takesJpegsHoweverTheirNamesEnd() throws IOException {
    for (String name : List.of("b.JPG", "a.jpg", "c.Jpeg", "d.png", "notes.jpg.txt")) {
      Files.writeString(folder.resolve(name), name);
    }
    assertThat(PhotoSet.of("photos", folder).contents())
        .extracting(String::new)
        .containsExactly("a.jpg", "b.JPG", "c.Jpeg");
  }
}
