package io.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.benchmarks.peers.Photo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoFolderTest {
  @TempDir Path folder;

  @Test
  void takesPhotosWhateverTheCaseOfTheirNames() throws IOException {
    for (String name : List.of("b.JPG", "a.jpg", "c.Jpeg", "notes.txt", "jpg")) {
      Files.writeString(folder.resolve(name), "");
    }

    assertThat(PhotoFolder.photos(folder))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("a.jpg", "b.JPG", "c.Jpeg");
  }

  @Test
  void refusesAFolderThatHasNone() {
    assertThatThrownBy(() -> PhotoFolder.photos(folder))
        .isInstanceOf(IOException.class)
        .hasMessage("expected photos (*.jpg, *.jpeg) in " + folder + " but it has none");
    assertThatThrownBy(() -> Photo.allOf(folder.resolve("none"), Formats.JPEG_ONLY))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no folder " + folder.resolve("none"));
  }

  @Test
  void namesThePhotoThatIsBroken() throws IOException {
    Files.write(folder.resolve("good.jpg"), MadePhoto.ofMegapixels(1));
    Files.writeString(folder.resolve("broken.jpg"), "no photo");

    assertThatThrownBy(() -> Photo.allOf(folder, Formats.JPEG_ONLY))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected a photo in " + folder.resolve("broken.jpg"));
  }

  @Test
  void isAskedForWhereTheEnvironmentNamesIt() throws IOException {
    BenchmarkSettings settings =
        BenchmarkSettings.of(Map.of("CALOTYPE_TEST_DATA", folder.toString()), "/home/me");
    Files.createDirectory(folder.resolve("photos"));

    assertThatThrownBy(settings::photos)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it has none, which CALOTYPE_TEST_DATA names");

    Files.writeString(folder.resolve("photos/a.JPEG"), "");
    assertThat(settings.photos()).contains(folder.resolve("photos"));
    assertThat(BenchmarkSettings.of(Map.of("CALOTYPE_TEST_DATA", " "), "/home/me").photos())
        .isEmpty();
  }
}
