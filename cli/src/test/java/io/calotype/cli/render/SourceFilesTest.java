package io.calotype.cli.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
  private static final byte[] GIF_HEAD =
      "GIF89a\1\0\1\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

  @TempDir Path temp;

  @Test
  void findsPicturesByNameOrByContent() throws IOException {
    touch("in/a.JPG");
    touch("in/notes.txt");
    touch("in/sub/b.png");
    Files.write(temp.resolve("in/without-extension"), GIF_HEAD);

    SourceFiles found = search("in");

    assertThat(keys(found)).containsExactly("a.JPG", "sub/b.png", "without-extension");
    assertThat(found.others()).isEqualTo(1);
  }

  @Test
  void passesOverHiddenFilesAndFolders() throws IOException {
    touch("in/.hidden.jpg");
    touch("in/.trash/a.jpg");
    touch("in/a.jpg");

    assertThat(keys(search("in"))).containsExactly("a.jpg");
  }

  @Test
  void searchesAHiddenFolderThatIsNamed() throws IOException {
    touch(".photos/a.jpg");

    assertThat(keys(search(".photos"))).containsExactly("a.jpg");
  }

  @Test
  void doesNotLoopThroughLinks() throws IOException {
    touch("in/sub/a.jpg");
    Files.createSymbolicLink(temp.resolve("in/sub/loop"), temp.resolve("in"));

    SourceFiles found = search("in");

    assertThat(keys(found)).containsExactly("sub/a.jpg");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void followsLinksThatLeadElsewhere() throws IOException {
    touch("elsewhere/a.jpg");
    touch("in/b.jpg");
    Files.createSymbolicLink(temp.resolve("in/link"), temp.resolve("elsewhere"));

    assertThat(keys(search("in"))).containsExactly("b.jpg", "link/a.jpg");
  }

  @Test
  void reportsALinkThatLeadsNowhere() throws IOException {
    Files.createDirectories(temp.resolve("in"));
    Files.createSymbolicLink(temp.resolve("in/a.jpg"), temp.resolve("gone.jpg"));

    SourceFiles found = search("in");

    assertThat(found.files()).isEmpty();
    assertThat(found.unreadable())
        .extracting(SourceFiles.Unreadable::message)
        .containsExactly("expected a file but it is a link to none");
  }

  @Test
  void reportsAFolderThatCannotBeRead() throws IOException {
    touch("in/locked/a.jpg");
    touch("in/b.jpg");
    Path locked = temp.resolve("in/locked");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    try {
      assumeThat(Files.isReadable(locked)).as("root reads everything").isFalse();

      SourceFiles found = search("in");

      assertThat(keys(found)).containsExactly("b.jpg");
      assertThat(found.unreadable().get(0).message()).contains("permission denied");
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void leavesOutTheFolderForItsOutput() throws IOException {
    touch("in/a.jpg");
    touch("in/out/a.jpg/w160.jpg");

    SourceFiles found = SourceFiles.of(List.of(temp.resolve("in")), temp.resolve("in/out"));

    assertThat(keys(found)).containsExactly("a.jpg");
  }

  private SourceFiles search(String folder) {
    return SourceFiles.of(List.of(temp.resolve(folder)), temp.resolve("out"));
  }

  private static List<String> keys(SourceFiles found) {
    return found.files().stream().map(SourceFile::key).toList();
  }

  private void touch(String path) throws IOException {
    Path file = temp.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[] {1, 2, 3});
  }
}
