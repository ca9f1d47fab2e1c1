package io.calotype.cli;

import io.calotype.cli.aws.Launcher;
import io.calotype.cli.console.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: the benchmarks, with charts. */
@Command(
    name = "bench",
    header = "Measures this system beside its peers, and writes one page with charts.",
    description = {
      "%nSix sections: ladder (by engine, size and format), peers (sharp, imgscalr, vipsthumbnail,"
          + " ImageMagick and others, as far as they are installed), shapes (what one more variant"
          + " costs), stages (JMH), edge (the functions at CloudFront) and endtoend (the whole path"
          + " on this machine). Without an option that is the better part of an hour on two cores.",
      "%nThe page is one file that loads nothing; its path is the last line. Figures are kept in"
          + " CALOTYPE_HOME (default: ~/.calotype), folder bench, and compared with those of the"
          + " last run of the same kind. CALOTYPE_TEST_DATA names a folder whose folder photos has"
          + " real photos to take; without it they are made."
    },
    footer = {
      "%nExamples:",
      "  ./calotype bench --quick",
      "  ./calotype bench --section peers,shapes --out /tmp/bench"
    })
final class BenchCommand implements Callable<Integer> {
  private final Path home;
  private final Launcher launcher;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final JsonOption json = new JsonOption();

  @Option(
      names = "--quick",
      description = "Below ten minutes on two cores: fewer sizes, photos and rounds.")
  private boolean quick;

  @Option(
      names = "--smoke",
      description = "Everything once, within a minute or two: whether it works, not how fast.")
  private boolean smoke;

  @Option(
      names = "--section",
      paramLabel = "NAMES",
      split = ",",
      description = "Only these sections, by name, with commas between.")
  private List<String> sections = List.of();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "The figures to compare with: the .json of an earlier run.")
  private @Nullable Path baseline;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where bench.html and bench.json go. Default: to what is kept, alone.")
  private @Nullable Path out;

  BenchCommand(Path home, Launcher launcher) {
    this.home = home;
    this.launcher = launcher;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireUsable();
    Path jar = home.resolve("benchmarks/target/benchmarks.jar");
    if (!Files.exists(jar)) {
      throw new CommandFailedException(
          "expected " + jar + " but it is not there: run ./calotype bench, which builds it");
    }
    return launcher.run(command(jar), Map.of());
  }

  private void requireUsable() {
    if (quick && smoke) {
      throw misused("expected --quick or --smoke but got both");
    }
    if (baseline != null && !Files.isRegularFile(baseline)) {
      throw misused("expected --baseline to be a file but " + baseline + " is none");
    }
    if (out != null && Files.exists(out) && !Files.isDirectory(out)) {
      throw misused("expected --out to be a folder but " + out + " is a file");
    }
  }

  private ParameterException misused(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private List<String> command(Path jar) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-cp",
                jar.toString(),
                "io.calotype.benchmarks.report.Bench",
                "--home",
                home.toString(),
                "--app-version",
                Version.number(),
                // Nobody would read its report.
                "--end-with-parent"));
    addIf(quick, command, "--quick");
    addIf(smoke, command, "--smoke");
    addIf(json.wanted(), command, "--json");
    addIf(!sections.isEmpty(), command, "--section", String.join(",", sections));
    addIf(baseline != null, command, "--baseline", String.valueOf(baseline));
    addIf(out != null, command, "--out", String.valueOf(out));
    return command;
  }

  private static void addIf(boolean wanted, List<String> command, String... arguments) {
    if (wanted) {
      command.addAll(List.of(arguments));
    }
  }
}
