package io.calotype.benchmarks.result;

import io.calotype.variants.render.vips.VipsRenderer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Of what the figures are: the commit, and the libraries that do the work. */
public final class Versions {
  private static final String UNKNOWN = "unknown";

  private Versions() {}

  /**
   * By name: commit, libvips, imgscalr and Thumbnailator.
   *
   * @param home the project's folder
   * @param version of Calotype, for the commit where the folder is no clone
   */
  public static Map<String, String> of(Path home, String version) {
    Map<String, String> versions = new TreeMap<>();
    versions.put("commit", commit(home, version));
    versions.put("imgscalr", ofJar("org.imgscalr/imgscalr-lib"));
    versions.put("libvips", libvips());
    versions.put("Thumbnailator", ofJar("net.coobird/thumbnailator"));
    return versions;
  }

  private static String commit(Path home, String version) {
    if (!Files.exists(home.resolve(".git"))) {
      return version;
    }
    try {
      Process git =
          new ProcessBuilder("git", "-C", home.toString(), "describe", "--always", "--dirty")
              .redirectErrorStream(true)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? said.strip() : version;
    } catch (IOException e) {
      return version;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return version;
    }
  }

  private static String libvips() {
    try (VipsRenderer renderer = VipsRenderer.open()) {
      return renderer.version();
    } catch (RuntimeException | LinkageError e) {
      return UNKNOWN;
    }
  }

  /** What a jar says of itself, which stays where all are put into one. */
  private static String ofJar(String artifact) {
    String resource = "/META-INF/maven/" + artifact + "/pom.properties";
    try (InputStream in = Versions.class.getResourceAsStream(resource)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
