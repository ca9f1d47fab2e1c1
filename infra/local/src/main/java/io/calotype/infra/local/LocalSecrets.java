package io.calotype.infra.local;

import com.fasterxml.jackson.core.type.TypeReference;
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
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys of one local stack, made at its first start and kept with its data, so that what a shell
 * was told by {@code env} goes on working after a restart.
 *
 * @param accessKeyId of S3 and Kinesis
 * @param secretAccessKey of S3 and Kinesis
 * @param tokenKeyBase64 the key that signs upload tokens
 * @param urlKeyId the id of the key that signs viewers' URLs
 * @param urlKeyBase64Url that key
 */
record LocalSecrets(
    String accessKeyId,
    String secretAccessKey,
    String tokenKeyBase64,
    String urlKeyId,
    String urlKeyBase64Url) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String URL_KEY_ID = "local";

  /** Reads the file and makes what is missing in it; it gets mode 0600. */
  static LocalSecrets loadOrCreate(Path file) throws IOException {
    Map<String, String> known = Files.exists(file) ? read(file) : Map.of();
    Map<String, String> secrets = new TreeMap<>(random(new SecureRandom()));
    secrets.putAll(known);
    if (!secrets.equals(known)) {
      write(file, secrets);
    }
    return JSON.convertValue(secrets, LocalSecrets.class);
  }

  private static Map<String, String> read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, String>>() {});
  }

  private static void write(Path file, Map<String, String> secrets) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(draft, JSON.writeValueAsBytes(secrets), StandardOpenOption.WRITE);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The secret's text as Secrets Manager holds it on AWS. */
  String urlKeys() {
    return JSON.createObjectNode()
        .set("keys", JSON.createObjectNode().put(urlKeyId, urlKeyBase64Url))
        .toString();
  }

  byte[] tokenKey() {
    return Base64.getDecoder().decode(tokenKeyBase64);
  }

  /** Names no secret, so that it may stand in a log. */
  @Override
  public String toString() {
    return "LocalSecrets[accessKeyId=" + accessKeyId + "]";
  }

  private static Map<String, String> random(SecureRandom random) {
    return Map.of(
        "accessKeyId",
        "LOCAL" + HexFormat.of().formatHex(bytes(random, 7)).toUpperCase(Locale.ROOT),
        "secretAccessKey",
        HexFormat.of().formatHex(bytes(random, 20)),
        "tokenKeyBase64",
        Base64.getEncoder().encodeToString(bytes(random, 32)),
        "urlKeyId",
        URL_KEY_ID,
        "urlKeyBase64Url",
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random, 32)));
  }

  private static byte[] bytes(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
