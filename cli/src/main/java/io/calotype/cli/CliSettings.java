package io.calotype.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the process was started with, read once.
 *
 * @param home the project's folder; the {@code calotype} script says where it is
 * @param terminalOut whether standard output is a terminal
 * @param terminalErr whether standard error is a terminal
 * @param colour whether a terminal may be sent colours
 * @param debug whether errors show their stack trace
 * @param url {@code CALOTYPE_URL}: the edge to talk to in place of the stack on this machine
 * @param token {@code CALOTYPE_TOKEN}: what authorises uploads there
 * @param urlKey {@code CALOTYPE_URL_KEY}: what signs viewers' URLs, as {@code <key id>:<secret>}
 */
public record CliSettings(
    Path home,
    boolean terminalOut,
    boolean terminalErr,
    boolean colour,
    boolean debug,
    @Nullable String url,
    @Nullable String token,
    @Nullable String urlKey) {

  /** Reads this process's properties and environment. */
  public static CliSettings fromProcess() {
    return from(System.getProperties(), System.getenv());
  }

  static CliSettings from(Properties properties, Map<String, String> environment) {
    return new CliSettings(
        Path.of(properties.getProperty("calotype.home", ".")).toAbsolutePath().normalize(),
        Boolean.parseBoolean(properties.getProperty("calotype.terminal.out")),
        Boolean.parseBoolean(properties.getProperty("calotype.terminal.err")),
        isBlank(environment.get("NO_COLOR")) && !"dumb".equals(environment.get("TERM")),
        "1".equals(environment.get("CALOTYPE_DEBUG")),
        blankToNull(environment.get("CALOTYPE_URL")),
        blankToNull(environment.get("CALOTYPE_TOKEN")),
        blankToNull(environment.get("CALOTYPE_URL_KEY")));
  }

  /** Does not show secrets. */
  @Override
  public String toString() {
    return "CliSettings[home=" + home + ", url=" + url + "]";
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return isBlank(text) ? null : text;
  }
}
