package io.calotype.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder that is deleted with all in it, also where this process is told to end. */
public final class Scratch implements AutoCloseable {
  private final Path folder;
  private final Thread ending = new Thread(this::deleteWhatCanBe);

  private Scratch(Path folder) {
    this.folder = folder;
  }

  /** Makes one whose name begins with a prefix. */
  public static Scratch of(String prefix) throws IOException {
    Scratch scratch = new Scratch(Files.createTempDirectory(prefix));
    Runtime.getRuntime().addShutdownHook(scratch.ending);
    return scratch;
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException e) {
      // The process ends, and the hook deletes it.
      return;
    }
    delete();
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Twice, since a child that is ending as well may write a last file meanwhile. */
  private void deleteWhatCanBe() {
    for (int turn = 0; turn < 2 && Files.exists(folder); turn++) {
      try {
        delete();
        return;
      } catch (IOException e) {
        // Once more, or it stays.
      }
    }
  }
}
