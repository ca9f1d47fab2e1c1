package io.calotype.infra.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTreeTest {
  @TempDir Path temp;

  @Test
  void deletesLinksAndNotWhatTheyPointAt() throws IOException {
    Path kept = Files.createFile(Files.createDirectory(temp.resolve("kept")).resolve("file"));
    Path folder = Files.createDirectories(temp.resolve("folder/inner")).getParent();
    Files.createSymbolicLink(folder.resolve("link"), kept.getParent());

    FolderTree.delete(folder);

    assertThat(folder).doesNotExist();
    assertThat(kept).exists();
  }

  /** As a cluster does that has ended a moment ago. */
  @Test
  void takesWhatVanishesMeanwhileForDeleted() throws IOException {
    Path folder = temp.resolve("folder");
    for (int i = 0; i < 500; i++) {
      Files.createFile(Files.createDirectories(folder.resolve("f" + i + "/g")).resolve("file"));
    }
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> {
              try {
                FolderTree.delete(folder);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });

    FolderTree.delete(folder);

    other.join();
    assertThat(folder).doesNotExist();
  }
}
