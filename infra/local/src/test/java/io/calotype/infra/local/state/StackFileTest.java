package io.calotype.infra.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {
  private static final ProcessHandle SELF = ProcessHandle.current();

  @TempDir private Path temp;
  private Path home;
  private StackFile file;

  @BeforeEach
  void choose() {
    home = temp.resolve("home");
    file = new StackFile(new StackSettings(home));
  }

  @Test
  void givesBackWhatWasWritten() throws IOException {
    Stack stack = stack(SELF.pid(), StackFile.startOf(SELF));
    file.write(stack);

    assertThat(file.read()).isEqualTo(stack);
    assertThat(file.find()).contains(stack);
  }

  @Test
  void isForItsOwnerOnly() throws IOException {
    Files.createDirectories(home);
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    file.write(stack(SELF.pid(), StackFile.startOf(SELF)));

    assertThat(permissions(file.path())).isEqualTo("rw-------");
    assertThat(permissions(home)).isEqualTo("rwx------");
    assertThat(home).isDirectoryNotContaining(path -> path.toString().endsWith(".next"));
  }

  @Test
  void isOneSystemsAlone() throws IOException {
    try (HomeLock first = file.claim()) {
      assertThatThrownBy(file::claim)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("process " + SELF.pid() + " is one, or starts")
          .hasMessageContaining(home.toString())
          .hasMessageContaining("./calotype down");
      assertThat(permissions(home)).isEqualTo("rwx------");
      assertThat(first).isNotNull();
    }

    file.claim().close();
  }

  @Test
  void saysThatNothingIsUp() {
    assertThatThrownBy(file::read)
        .isInstanceOf(NoStackException.class)
        .hasMessage("no system is up: start it with ./calotype up");
  }

  @Test
  void saysThatItsProcessHasEnded() throws IOException {
    file.write(stack(SELF.pid(), "2001-01-01T00:00:00Z"));

    assertThatThrownBy(file::read)
        .isInstanceOf(NoStackException.class)
        .hasMessage(
            "no system is up (its process %d has ended): start it with ./calotype up", SELF.pid());
    assertThat(file.find()).isEmpty();
  }

  @Test
  void saysThatItIsNotUnderstoodWithoutQuotingIt() throws IOException {
    Files.createDirectories(home);
    for (String content : new String[] {"", "hunter2", "{}", "{\"pid\":\"hunter2\"}"}) {
      Files.writeString(file.path(), content);

      assertThatThrownBy(file::read)
          .isInstanceOf(NoStackException.class)
          .hasMessageStartingWith("expected the addresses of a running system in " + file.path())
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void isRemovedByItsOwnProcessOnly() throws IOException {
    file.write(stack(SELF.pid(), StackFile.startOf(SELF)));

    file.remove(SELF.pid() + 1);
    assertThat(file.path()).exists();
    file.remove(SELF.pid());
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void toleratesFieldsThatANewerVersionWrote() throws IOException {
    Stack stack = stack(SELF.pid(), StackFile.startOf(SELF));
    file.write(stack);
    String json = Files.readString(file.path()).replaceFirst("\\{", "{\"newer\": 1,");
    Files.writeString(file.path(), json);

    assertThat(file.read()).isEqualTo(stack);
  }

  @Test
  void liesInCalotypeHomeOrBelowTheUsersHome() {
    assertThat(StackSettings.of(Map.of("CALOTYPE_HOME", "/x"), "/home/me").home())
        .isEqualTo(Path.of("/x"));
    assertThat(StackSettings.of(Map.of("CALOTYPE_HOME", " "), "/home/me").home())
        .isEqualTo(Path.of("/home/me/.calotype"));
    assertThat(StackSettings.of(Map.of(), "/home/me").home())
        .isEqualTo(Path.of("/home/me/.calotype"));
  }

  @Test
  void secretsAreNotPrinted() {
    assertThat(stack(1, "").toString()).doesNotContain("the-secret").doesNotContain("the-token");
  }

  private static Stack stack(long pid, String startedAt) {
    return new Stack(
        pid,
        startedAt,
        "/data",
        "http://127.0.0.1:8080",
        "http://127.0.0.1:9000",
        "http://127.0.0.1:4568",
        "http://127.0.0.1:8081",
        "http://127.0.0.1:9249",
        "http://127.0.0.1:7000",
        "us-east-1",
        "the-key",
        "the-secret",
        "the-token",
        "local",
        "the-url-key");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
