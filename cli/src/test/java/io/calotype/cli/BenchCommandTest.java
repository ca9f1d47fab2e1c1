package io.calotype.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.cli.aws.FakeLauncher;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandTest {
  @TempDir Path home;
  private final FakeLauncher launcher = new FakeLauncher(false);
  private final StringWriter err = new StringWriter();

  @Test
  void startsTheBenchmarksWithWhatWasAsked() throws Exception {
    Path jar = build();
    Path baseline = Files.writeString(home.resolve("last.json"), "{}");

    int status =
        run("--quick", "--section", "peers,shapes", "--baseline", baseline.toString(), "--json");

    assertThat(status).isZero();
    assertThat(launcher.ran()).hasSize(1);
    assertThat(launcher.ran().get(0))
        .containsSubsequence("-cp", jar.toString(), "io.calotype.benchmarks.report.Bench")
        .containsSubsequence("--home", home.toString())
        .containsSubsequence("--app-version", Version.number())
        .contains("--quick", "--json", "--end-with-parent")
        .containsSubsequence("--section", "peers,shapes")
        .containsSubsequence("--baseline", baseline.toString())
        .doesNotContain("--smoke", "--out");
  }

  @Test
  void saysWhatToDoWhereTheBenchmarksAreNotBuilt() {
    assertThat(run("--quick")).isEqualTo(1);
    assertThat(err.toString()).contains("benchmarks.jar but it is not there: run ./calotype bench");
    assertThat(launcher.ran()).isEmpty();
  }

  @Test
  void refusesTwoEffortsAtOnce() throws Exception {
    build();

    assertThat(run("--quick", "--smoke")).isEqualTo(2);
    assertThat(err.toString()).contains("expected --quick or --smoke but got both");
  }

  @Test
  void refusesABaselineThatIsNotThere() throws Exception {
    build();

    assertThat(run("--baseline", home.resolve("none.json").toString())).isEqualTo(2);
    assertThat(launcher.ran()).isEmpty();
  }

  private Path build() throws Exception {
    Path jar = home.resolve("benchmarks/target/benchmarks.jar");
    Files.createDirectories(jar.getParent());
    return Files.writeString(jar, "");
  }

  private int run(String... arguments) {
    return new CommandLine(new BenchCommand(home, launcher))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              err.write(e.getMessage());
              return 1;
            })
        .execute(arguments);
  }
}
