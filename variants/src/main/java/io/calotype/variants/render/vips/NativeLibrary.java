package io.calotype.variants.render.vips;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.variants.render.RendererUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Puts the packed libvips of this platform on disk, where the system's loader can open it.
 *
 * <p>It lies under {@code <cache>/natives/<SHA-256 of its content>/}, so that every process and
 * every class loader of a process opens the same path: the system then maps one copy, while a path
 * of its own for each job restart would map another each time. A file found there is used only if
 * it and its directory belong to this user alone and its content has that digest. Processes may do
 * this at the same time.
 */
final class NativeLibrary {
  private static final String RESOURCES = "/io/calotype/natives/";

  private final Platform platform;
  private final Path cacheDirectory;

  NativeLibrary(Platform platform, Path cacheDirectory) {
    this.platform = platform;
    this.cacheDirectory = cacheDirectory;
  }

  /**
   * The library's file, whole and verified.
   *
   * @throws RendererUnavailableException where it is not packed, or the cache directory cannot be
   *     used or trusted
   */
  Path install() {
    String folder = RESOURCES + platform.folder() + "/";
    try {
      String fileName = platform.fileName(vipsVersion(folder));
      byte[] content = resource(folder + "lib/" + fileName);
      return install(fileName, content);
    } catch (IOException e) {
      throw new RendererUnavailableException("libvips cannot be put on disk: " + reason(e), e);
    }
  }

  private Path install(String fileName, byte[] content) throws IOException {
    String digest = sha256(content);
    Path natives = PrivateDirectory.make(PrivateDirectory.make(cacheDirectory).resolve("natives"));
    Path directory = PrivateDirectory.make(natives.resolve(digest));
    Path file = directory.resolve(fileName);
    if (!isWhole(file, digest)) {
      write(directory, file, content);
      if (!isWhole(file, digest)) {
        throw new IOException("expected " + file + " to have the digest " + digest);
      }
    }
    return file;
  }

  private static boolean isWhole(Path file, String digest) throws IOException {
    if (Files.notExists(file)) {
      return false;
    }
    PrivateDirectory.requireFile(file);
    return sha256(Files.readAllBytes(file)).equals(digest);
  }

  /** Under another name first: whoever looks at the file meanwhile sees none or all of it. */
  private static void write(Path directory, Path file, byte[] content) throws IOException {
    Path part =
        Files.createTempFile(
            directory,
            "part",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(part, content);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String vipsVersion(String folder) throws IOException {
    JsonNode version = new ObjectMapper().readTree(resource(folder + "versions.json")).get("vips");
    if (version == null) {
      throw new IOException("expected the version of vips in " + folder + "versions.json");
    }
    return version.asText();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = NativeLibrary.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(
            "expected " + name + " on the class path; add the jar calotype-natives of this system");
      }
      return in.readAllBytes();
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Our own exceptions say it all; those of the file system name a file at best. */
  private String reason(IOException e) {
    return e instanceof FileSystemException fault
        ? "expected to write below "
            + cacheDirectory
            + " but "
            + fault(fault)
            + "; set XDG_CACHE_HOME to a directory of your own"
        : String.valueOf(e.getMessage());
  }

  private static String fault(FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return "permission is denied for " + e.getFile();
    }
    if (e instanceof NoSuchFileException) {
      return "cannot make " + e.getFile();
    }
    return "cannot use " + e.getFile() + (e.getReason() == null ? "" : ": " + e.getReason());
  }
}
