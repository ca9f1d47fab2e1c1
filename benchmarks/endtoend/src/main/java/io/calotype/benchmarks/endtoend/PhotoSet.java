package io.calotype.benchmarks.endtoend;

import io.calotype.benchmarks.MadePhoto;
import io.calotype.benchmarks.PhotoFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Photos that are put in turn.
 *
 * @param name as results name it
 * @param files JPEGs, one or more
 * @param contents their bytes, in the same order
 */
record PhotoSet(String name, List<Path> files, List<byte[]> contents) {

  /** Refuses an empty set. */
  PhotoSet {
    if (files.isEmpty() || files.size() != contents.size()) {
      throw new IllegalArgumentException(
          "expected photos with their bytes but got " + files.size() + " and " + contents.size());
    }
  }

  /** One made photo of so many megapixels, the same on every machine. */
  static PhotoSet made(int megapixels, Path folder) throws IOException {
    Path file = folder.resolve(megapixels + "mp.jpg");
    byte[] photo = MadePhoto.ofMegapixels(megapixels);
    Files.write(file, photo);
    return new PhotoSet(megapixels + " MP", List.of(file), List.of(photo));
  }

  /** A free picture of 640x427: where the number of pictures counts, and not their size. */
  static PhotoSet tiny(Path folder) throws IOException {
    Path file = folder.resolve("tiny.jpg");
    try (InputStream in = MadePhoto.class.getResourceAsStream("photos/rocket.jpg")) {
      if (in == null) {
        throw new IllegalStateException("expected the resource photos/rocket.jpg");
      }
      byte[] photo = in.readAllBytes();
      Files.write(file, photo);
      return new PhotoSet("0.3 MP", List.of(file), List.of(photo));
    }
  }

  /**
   * The photos of a folder.
   *
   * @throws IOException with a line for users, where there is none
   */
  static PhotoSet of(String name, Path folder) throws IOException {
    List<Path> files = PhotoFolder.photos(folder);
    List<byte[]> contents = new ArrayList<>();
    for (Path file : files) {
      contents.add(Files.readAllBytes(file));
    }
    return new PhotoSet(name, files, contents);
  }

  /** The photo whose turn it is. */
  byte[] get(int turn) {
    return contents.get(turn % contents.size());
  }
}
