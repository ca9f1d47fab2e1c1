package io.calotype.infra.local.state;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the file of the running system lies.
 *
 * @param home folder of this user's Calotype
 */
public record StackSettings(Path home) {

  /** {@code CALOTYPE_HOME}, or {@code .calotype} in the user's home. */
  public static StackSettings fromEnvironment() {
    return of(System.getenv(), System.getProperty("user.home", "."));
  }

  static StackSettings of(Map<String, String> environment, String userHome) {
    String home = environment.getOrDefault("CALOTYPE_HOME", "");
    return new StackSettings(home.isBlank() ? Path.of(userHome, ".calotype") : Path.of(home));
  }
}
