package io.calotype.infra.local.s3.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The place where bodies are received before they become objects: a slow or broken upload holds no
 * lock and leaves no trace in a bucket.
 */
final class BodyStaging {
  private final Path folder;
  private final AtomicLong count = new AtomicLong();

  /** Opens the folder and removes what an earlier process left in it. */
  BodyStaging(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder)) {
      for (Path leftover : leftovers) {
        Files.delete(leftover);
      }
    }
  }

  /** Receives a body; when it breaks off, nothing of it stays. */
  StagedBody receive(InputStream in) throws IOException {
    Path file = newFile();
    MessageDigest digest = md5();
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      long sizeBytes = new DigestInputStream(in, digest).transferTo(out);
      return new StagedBody(file, sizeBytes, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /**
   * Joins parts into one body, whose digest is the one that S3 takes of a multipart upload: over
   * the parts' digests, not over the bytes.
   */
  StagedBody join(List<StagedBody> parts) throws IOException {
    Path file = newFile();
    MessageDigest digest = md5();
    long sizeBytes = 0;
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (StagedBody part : parts) {
        digest.update(part.md5());
        append(part.file(), out);
        sizeBytes += part.sizeBytes();
      }
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return new StagedBody(file, sizeBytes, HexFormat.of().formatHex(digest.digest()));
  }

  void discard(StagedBody body) throws IOException {
    Files.deleteIfExists(body.file());
  }

  private static void append(Path source, FileChannel out) throws IOException {
    try (FileChannel in = FileChannel.open(source)) {
      long position = 0;
      while (position < in.size()) {
        position += in.transferTo(position, in.size() - position, out);
      }
    }
  }

  private Path newFile() {
    return folder.resolve(Long.toString(count.incrementAndGet()));
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
