package io.calotype.benchmarks.report;

import io.calotype.benchmarks.BenchmarkSettings;
import io.calotype.benchmarks.MadePhoto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What every section works with.
 *
 * @param home the project's folder
 * @param scratch an empty folder for files that are not kept
 * @param effort how much is measured
 * @param settings what is told from outside
 */
record Workplace(Path home, Path scratch, Effort effort, BenchmarkSettings settings) {
  /** The folder of npm packages that Calotype is compared with. */
  Path peers() {
    return home.resolve("benchmarks").resolve("peers");
  }

  /** The folder in which made photos are kept from one process to the next. */
  Path keptPhotos() throws IOException {
    return Files.createDirectories(scratch.resolve("kept-photos"));
  }

  /** A folder with made photos of these sizes alone, named {@code 12mp.jpg}, made on first use. */
  Path madePhotos(List<Integer> megapixels) throws IOException {
    Path all = Files.createDirectories(scratch.resolve("made"));
    Path folder = Files.createTempDirectory(scratch, "photos");
    for (int size : megapixels) {
      Path photo = all.resolve(size + "mp.jpg");
      if (!Files.exists(photo)) {
        Files.write(photo, MadePhoto.ofMegapixels(size));
      }
      Files.createLink(folder.resolve(String.format("%02dmp.jpg", size)), photo);
    }
    return folder;
  }
}
