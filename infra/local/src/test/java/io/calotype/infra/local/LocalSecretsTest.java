package io.calotype.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSecretsTest {
  @TempDir Path dir;

  @Test
  void staysTheSameAcrossRestarts() throws IOException {
    Path file = dir.resolve("secrets.json");

    LocalSecrets first = LocalSecrets.loadOrCreate(file);

    assertThat(LocalSecrets.loadOrCreate(file)).isEqualTo(first);
    assertThat(first.tokenKey()).hasSize(32);
    assertThat(Base64.getUrlDecoder().decode(first.urlKeyBase64Url())).hasSize(32);
  }

  @Test
  void keepsWhatAnOlderVersionMadeAndAddsWhatItDidNotKnow() throws IOException {
    Path file = dir.resolve("secrets.json");
    Files.writeString(
        file,
        "{\"accessKeyId\":\"id\",\"secretAccessKey\":\"secret\",\"tokenKeyBase64\":\"AAAA\"}");

    LocalSecrets upgraded = LocalSecrets.loadOrCreate(file);

    assertThat(upgraded.accessKeyId()).isEqualTo("id");
    assertThat(upgraded.secretAccessKey()).isEqualTo("secret");
    assertThat(upgraded.tokenKeyBase64()).isEqualTo("AAAA");
    assertThat(upgraded.urlKeyBase64Url()).isNotEmpty();
    assertThat(LocalSecrets.loadOrCreate(file)).isEqualTo(upgraded);
  }

  @Test
  void differsFromStackToStack() throws IOException {
    assertThat(LocalSecrets.loadOrCreate(dir.resolve("one")).secretAccessKey())
        .isNotEqualTo(LocalSecrets.loadOrCreate(dir.resolve("two")).secretAccessKey());
  }

  @Test
  void isReadableByItsOwnerOnlyAndLeavesNoDraft() throws IOException {
    Path file = dir.resolve("secrets.json");

    LocalSecrets.loadOrCreate(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(dir).isDirectoryNotContaining("glob:**.draft");
  }

  @Test
  void namesNoSecretInItsText() throws IOException {
    LocalSecrets secrets = LocalSecrets.loadOrCreate(dir.resolve("secrets.json"));

    assertThat(secrets.toString())
        .doesNotContain(secrets.secretAccessKey())
        .doesNotContain(secrets.tokenKeyBase64())
        .doesNotContain(secrets.urlKeyBase64Url());
  }
}
