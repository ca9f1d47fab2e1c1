package io.calotype.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A folder with photos for benchmarks. */
public final class PhotoFolder {
  private PhotoFolder() {}

  /**
   * Its files named {@code *.jpg} or {@code *.jpeg}, whatever the case, by name.
   *
   * @throws IOException where there is no such folder, or no photo in it: nothing would be measured
   */
  public static List<Path> photos(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("expected a folder of photos but there is no folder " + folder);
    }
    List<Path> photos;
    try (Stream<Path> files = Files.list(folder)) {
      photos = files.filter(PhotoFolder::isPhoto).sorted().toList();
    }
    if (photos.isEmpty()) {
      throw new IOException("expected photos (*.jpg, *.jpeg) in " + folder + " but it has none");
    }
    return photos;
  }

  private static boolean isPhoto(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.jpe?g");
  }
}
