package io.calotype.infra.local.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkpoints that earlier runs of the job left: {@code <dir>/<job id>/chk-<n>/_metadata}. */
final class Checkpoints {
  private final Path dir;

  Checkpoints(Path dir) {
    this.dir = dir;
  }

  /** The checkpoint that was completed last, by whichever run. */
  Optional<Path> latest() throws IOException {
    if (!Files.isDirectory(dir)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.find(dir, 3, Checkpoints::isMetadata)) {
      return files.max(Comparator.comparingLong(Checkpoints::completedAtMs)).map(Path::getParent);
    }
  }

  /** Deletes the runs other than the one that the kept checkpoint belongs to. */
  void deleteOthersThan(Path kept) throws IOException {
    List<Path> runs;
    try (Stream<Path> children = Files.list(dir)) {
      runs = children.filter(run -> !kept.startsWith(run)).toList();
    }
    for (Path run : runs) {
      FolderTree.delete(run);
    }
  }

  private static boolean isMetadata(Path file, BasicFileAttributes attributes) {
    Path folder = file.getParent();
    return attributes.isRegularFile()
        && file.endsWith("_metadata")
        && folder != null
        && folder.getFileName().toString().startsWith("chk-");
  }

  private static long completedAtMs(Path metadata) {
    return metadata.toFile().lastModified();
  }
}
