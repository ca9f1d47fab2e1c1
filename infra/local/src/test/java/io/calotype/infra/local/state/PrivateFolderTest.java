package io.calotype.infra.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
  @TempDir private Path temp;

  @Test
  void isForItsOwnerOnlyWithWhatIsMadeAboveIt() throws IOException {
    Path folder = temp.resolve("above/data");

    assertThat(PrivateFolder.make(folder)).isEqualTo(folder);
    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(permissions(folder.getParent())).isEqualTo("rwx------");
  }

  @Test
  void leavesAFolderAsItIsThatIsThere() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("data"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));

    PrivateFolder.make(folder);

    assertThat(permissions(folder)).isEqualTo("rwxr-x---");
  }

  @Test
  void takesALinkToAFolderForOne() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("data"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), folder);

    assertThat(PrivateFolder.make(link)).isEqualTo(link);
  }

  @Test
  void refusesAFileInItsPlace() throws IOException {
    Path file = Files.createFile(temp.resolve("data"));

    assertThatThrownBy(() -> PrivateFolder.make(file))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
