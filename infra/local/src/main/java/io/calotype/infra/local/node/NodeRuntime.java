package io.calotype.infra.local.node;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Node.js of this machine.
 *
 * @param executable its absolute path
 * @param majorVersion as in 20
 */
public record NodeRuntime(Path executable, int majorVersion) {
  private static final int MAJOR_VERSION_MIN = 20;
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");
  private static final long ANSWER_TIMEOUT_S = 20;

  /**
   * Finds it and asks its version.
   *
   * @param searchPath as in the variable {@code PATH}
   * @throws IOException one line to show, when there is none or it is too old
   */
  public static NodeRuntime find(String searchPath) throws IOException {
    Optional<Path> found =
        Arrays.stream(searchPath.split(Pattern.quote(File.pathSeparator), -1))
            .filter(folder -> !folder.isEmpty())
            .flatMap(folder -> executable(folder).stream())
            .findFirst();
    if (found.isEmpty()) {
      throw new IOException(
          "expected Node.js "
              + MAJOR_VERSION_MIN
              + " or newer but there is no 'node' on the PATH; install it (it runs the stand-ins for"
              + " CloudFront and Kinesis)");
    }
    String answer = version(found.get());
    Matcher version = VERSION.matcher(answer);
    if (!version.matches() || Integer.parseInt(version.group(1)) < MAJOR_VERSION_MIN) {
      throw new IOException(
          "expected Node.js "
              + MAJOR_VERSION_MIN
              + " or newer but "
              + found.get()
              + " says '"
              + answer
              + "'; install a newer one or put it first on the PATH");
    }
    return new NodeRuntime(found.get(), Integer.parseInt(version.group(1)));
  }

  private static Optional<Path> executable(String folder) {
    try {
      Path node = Path.of(folder).resolve("node").toAbsolutePath();
      return Files.isRegularFile(node) && Files.isExecutable(node)
          ? Optional.of(node)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static String version(Path node) throws IOException {
    Process process =
        new ProcessBuilder(node.toString(), "--version").redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      byte[] answer = process.getInputStream().readNBytes(200);
      if (!process.waitFor(ANSWER_TIMEOUT_S, TimeUnit.SECONDS)) {
        throw new IOException("expected " + node + " to tell its version but it does not answer");
      }
      return new String(answer, StandardCharsets.UTF_8).strip().lines().findFirst().orElse("");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + node + " for its version", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
