package io.calotype.benchmarks.endtoend;

import io.calotype.benchmarks.MadePhoto;
import io.calotype.benchmarks.PhotoFolder;
import java.io.IOException;
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
  /** Two steps of the ladder. */
  private static final int TINY_PX = 330;

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

  /** One that is hardly any work for libvips: where the number of pictures counts. */
  static PhotoSet tiny(Path folder) throws IOException {
    Path file = folder.resolve("tiny.jpg");
    byte[] photo = MadePhoto.ofWidth(TINY_PX);
    Files.write(file, photo);
    return new PhotoSet(TINY_PX + " px", List.of(file), List.of(photo));
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

  /** At least so many images, each photo as often as the others. */
  int inTurns(double images) {
    return (int) Math.ceil(images / files.size()) * files.size();
  }

  /** The photo whose turn it is. */
  byte[] get(int turn) {
    return contents.get(turn % contents.size());
  }
}
