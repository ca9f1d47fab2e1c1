package io.calotype.infra.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir Path dir;

  @Test
  void findsNoneWhereTheFolderIsMissingOrEmpty() throws IOException {
    assertThat(new Checkpoints(dir.resolve("missing")).latest()).isEmpty();
    assertThat(new Checkpoints(dir).latest()).isEmpty();
  }

  @Test
  void findsTheOneCompletedLastOfAllRuns() throws IOException {
    checkpoint("run1/chk-9", 1_000);
    Path last = checkpoint("run2/chk-3", 3_000);
    checkpoint("run3/chk-2", 2_000);

    assertThat(new Checkpoints(dir).latest()).contains(last);
  }

  @Test
  void passesOverACheckpointThatWasNotCompleted() throws IOException {
    Path complete = checkpoint("run1/chk-1", 1_000);
    Files.createDirectories(dir.resolve("run1/chk-2"));

    assertThat(new Checkpoints(dir).latest()).contains(complete);
  }

  @Test
  void deletesTheOtherRunsWhole() throws IOException {
    Path kept = checkpoint("run1/chk-1", 1_000);
    checkpoint("run2/chk-1", 500);

    new Checkpoints(dir).deleteOthersThan(kept);

    assertThat(dir.resolve("run2")).doesNotExist();
    assertThat(kept.resolve("_metadata")).exists();
  }

  private Path checkpoint(String name, long completedAtMs) throws IOException {
    Path folder = Files.createDirectories(dir.resolve(name));
    Path metadata = Files.writeString(folder.resolve("_metadata"), "state");
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(completedAtMs));
    return folder;
  }
}
