package io.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadePhotoTest {
  @TempDir Path folder;

  @AfterEach
  void keepsNone() {
    System.clearProperty(MadePhoto.FOLDER_PROPERTY);
  }

  @Test
  void isTheSameWhereItWasKept() throws Exception {
    List<byte[]> made = MadePhoto.twoOfMegapixels(1);
    System.setProperty(MadePhoto.FOLDER_PROPERTY, folder.toString());

    for (int i = 0; i < 2; i++) {
      assertThat(MadePhoto.twoOfMegapixels(1)).usingRecursiveComparison().isEqualTo(made);
      assertThat(MadePhoto.ofMegapixels(1)).isEqualTo(made.get(0));
    }
    assertThat(folder).isDirectoryContaining(file -> Files.exists(file));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }
}
