package io.calotype.cli.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Notes what is run; the CDK application writes a small folder, or refuses. */
public final class FakeLauncher implements Launcher {
  private final boolean refuses;
  private final List<List<String>> ran = new ArrayList<>();

  public FakeLauncher(boolean refuses) {
    this.refuses = refuses;
  }

  /** The commands, in their order. */
  public List<List<String>> ran() {
    return ran;
  }

  @Override
  public int run(List<String> command, Map<String, String> environment) {
    ran.add(command);
    int out = command.indexOf("--out");
    if (out < 0) {
      return 0;
    }
    if (refuses) {
      return 1;
    }
    write(Path.of(command.get(out + 1)));
    return 0;
  }

  @Override
  public String check(List<String> command, Map<String, String> environment) {
    ran.add(command);
    return "";
  }

  private static void write(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("cdk.out"), "{}");
      Files.writeString(
          folder.resolve("manifest.json"),
          """
          {"artifacts": {"Calotype": {"type": "aws:cloudformation:stack"},
                         "Calotype.assets": {"type": "cdk:asset-manifest"},
                         "Calotype-Edge": {"type": "aws:cloudformation:stack"}}}
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
