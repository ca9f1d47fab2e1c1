package io.calotype.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir private Path folder;

  @Test
  void goesOnWhereTheLastRunWas() throws IOException {
    Path file = folder.resolve("backfill.json");
    Checkpoint first = Checkpoint.open(file, "s3://a/");
    first.passed("x/", "x/köln 😀.jpg", 100, 0);
    first.passed("x/", "x/z.jpg", 7, 2);
    first.done("y/");

    Checkpoint second = Checkpoint.open(file, "s3://a/");
    assertThat(second.after("x/")).isEqualTo("x/z.jpg");
    assertThat(second.isDone("x/")).isFalse();
    assertThat(second.isDone("y/")).isTrue();
    assertThat(second.sent()).isEqualTo(107);
    assertThat(second.refused()).isEqualTo(2);
  }

  @Test
  void readsAFileThatDoesNotTellOfRefusedKeys() throws IOException {
    Path file = folder.resolve("backfill.json");
    Files.writeString(
        file, "{\"of\":\"s3://a/\",\"after\":{\"*\":\"k\"},\"done\":{},\"sent\":{\"*\":3}}");
    Checkpoint checkpoint = Checkpoint.open(file, "s3://a/");
    checkpoint.passed("*", "l", 1, 1);
    assertThat(checkpoint.sent()).isEqualTo(4);
    assertThat(checkpoint.refused()).isEqualTo(1);
  }

  @Test
  void refusesTheFileOfAnotherBackfillAndWhatIsNone() throws IOException {
    Path file = folder.resolve("backfill.json");
    Checkpoint.open(file, "s3://a/").done("x/");
    assertThatThrownBy(() -> Checkpoint.open(file, "s3://b/"))
        .hasMessageContaining("expected a checkpoint of s3://b/")
        .hasMessageContaining("but it is of s3://a/");
    Files.writeString(file, "half a fi");
    assertThatThrownBy(() -> Checkpoint.open(file, "s3://a/"))
        .hasMessageContaining("expected the checkpoint of a backfill");
  }

  /** Found out before anything is sent, not when the first of it is to be noted. */
  @Test
  void refusesAFileInAFolderThatIsMissing() {
    Path folderMissing = folder.resolve("missing");
    assertThatThrownBy(() -> Checkpoint.open(folderMissing.resolve("backfill.json"), "s3://a/"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "expected a folder for the checkpoint at "
                + folderMissing
                + " but there is none: make it, or name another file");
  }

  @Test
  void isKeptNowhereUnlessAFileIsNamed() throws IOException {
    Checkpoint checkpoint = Checkpoint.open(null, "s3://a/");
    checkpoint.passed("x/", "x/1", 1, 0);
    assertThat(checkpoint.sent()).isEqualTo(1);
    assertThat(folder).isEmptyDirectory();
  }
}
