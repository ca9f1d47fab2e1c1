package io.calotype.infra.local;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The keys of one local stack, made at its first start and kept with its data, so that what a shell
 * was told by {@code env} goes on working after a restart.
 *
 * @param accessKeyId of S3 and Kinesis
 * @param secretAccessKey of S3 and Kinesis
 * @param tokenKeyBase64 the key that signs upload tokens
 */
record LocalSecrets(String accessKeyId, String secretAccessKey, String tokenKeyBase64) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Reads the file, or makes keys and writes it with mode 0600. */
  static LocalSecrets loadOrCreate(Path file) throws IOException {
    if (Files.exists(file)) {
      return JSON.readValue(file.toFile(), LocalSecrets.class);
    }
    LocalSecrets made = random(new SecureRandom());
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(draft, JSON.writeValueAsBytes(made), StandardOpenOption.WRITE);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    return made;
  }

  byte[] tokenKey() {
    return Base64.getDecoder().decode(tokenKeyBase64);
  }

  /** Names no secret, so that it may stand in a log. */
  @Override
  public String toString() {
    return "LocalSecrets[accessKeyId=" + accessKeyId + "]";
  }

  private static LocalSecrets random(SecureRandom random) {
    String id = "LOCAL" + HexFormat.of().formatHex(bytes(random, 7)).toUpperCase(Locale.ROOT);
    String secret = HexFormat.of().formatHex(bytes(random, 20));
    return new LocalSecrets(id, secret, Base64.getEncoder().encodeToString(bytes(random, 32)));
  }

  private static byte[] bytes(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
