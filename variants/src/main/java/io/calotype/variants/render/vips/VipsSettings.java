package io.calotype.variants.render.vips;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the engine keeps its native library.
 *
 * @param cacheDirectory the directory that holds it, made where it is missing; of this user alone
 */
public record VipsSettings(Path cacheDirectory) {

  /**
   * {@code $XDG_CACHE_HOME/calotype} where that variable holds an absolute path, else {@code
   * calotype-<user>} in the system's directory for temporary files.
   */
  public static VipsSettings ofEnvironment() {
    return of(
        System.getenv("XDG_CACHE_HOME"),
        System.getProperty("java.io.tmpdir"),
        System.getProperty("user.name"));
  }

  static VipsSettings of(@Nullable String cacheHome, String temporary, String user) {
    if (cacheHome != null && Path.of(cacheHome).isAbsolute()) {
      return new VipsSettings(Path.of(cacheHome, "calotype"));
    }
    String name = user.replaceAll("[^A-Za-z0-9._-]", "_");
    return new VipsSettings(Path.of(temporary, "calotype-" + name));
  }
}
