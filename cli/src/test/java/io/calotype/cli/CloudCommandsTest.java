package io.calotype.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.cli.CommandLineFixture.Ran;
import io.calotype.cli.aws.CdkProject;
import io.calotype.cli.aws.FakeLauncher;
import io.calotype.cli.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CloudCommandsTest {
  private static final String[] PLACE = {"--account", "123456789012", "--region", "eu-central-1"};

  @TempDir private Path home;
  private Path out;
  private FakeLauncher launcher = new FakeLauncher(false);

  @BeforeEach
  void build() throws IOException {
    out = home.resolve("cdk.out");
    Path aws = home.resolve("infra/aws");
    Files.createDirectories(aws.resolve("node_modules/aws-cdk/bin"));
    Files.createDirectories(aws.resolve("target"));
    Files.writeString(aws.resolve("node_modules/aws-cdk/bin/cdk"), "");
    Files.writeString(aws.resolve("target/calotype-infra-aws.jar"), "");
    Files.writeString(aws.resolve("target/classpath"), "/libraries/cdk.jar");
  }

  @Test
  void synthWritesTheFolderAndNamesItsStacks() throws Exception {
    Ran ran = run(SynthCommand::new, "--json");

    assertThat(ran.status()).isZero();
    assertThat(ran.json().at("/stacks").toString()).isEqualTo("[\"Calotype\",\"Calotype-Edge\"]");
    assertThat(ran.json().at("/folder").textValue()).isEqualTo(out.toString());
    assertThat(out.resolve("manifest.json")).exists();
    assertThat(launcher.ran().get(0))
        .containsSubsequence("--account", "123456789012", "--region", "eu-central-1")
        .doesNotContain("--config");
    assertThat(launcher.ran().get(1)).contains("list", "--no-notices");
  }

  @Test
  void synthReplacesTheFolderOfAnEarlierOne() throws Exception {
    run(SynthCommand::new);
    Files.writeString(out.resolve("old.template.json"), "{}");

    assertThat(run(SynthCommand::new).status()).isZero();
    assertThat(out.resolve("old.template.json")).doesNotExist();
  }

  @Test
  void leavesAFolderAloneThatIsNoSynths() throws Exception {
    Files.createDirectories(out);
    Files.writeString(out.resolve("thesis.txt"), "years of work");

    Ran ran = run(SynthCommand::new);

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("but it holds something else: name another folder");
    assertThat(launcher.ran()).isEmpty();
    assertThat(out.resolve("thesis.txt")).exists();
  }

  @Test
  void writesAndDeploysNothingWhereTheConfigurationIsRefused() throws Exception {
    launcher = new FakeLauncher(true);

    assertThat(run((console, aws) -> new DeployCommand(aws)).status()).isEqualTo(1);
    assertThat(launcher.ran()).hasSize(1);
    try (var left = Files.list(home)) {
      assertThat(left.map(file -> file.getFileName().toString())).containsExactly("infra");
    }
  }

  @Test
  void deploysAllStacksAndAsksFirst() throws Exception {
    assertThat(run((console, aws) -> new DeployCommand(aws), "--profile", "me").status()).isZero();

    assertThat(launcher.ran().get(1))
        .containsSubsequence("deploy", "--all", "--require-approval", "broadening")
        .containsSubsequence("--app", out.toString())
        .containsSubsequence("--profile", "me");
  }

  @Test
  void destroysWithoutAskingOnlyWhereToldTo() throws Exception {
    run((console, aws) -> new DestroyCommand(aws));
    assertThat(launcher.ran().get(1)).contains("destroy", "--all").doesNotContain("--force");
    run((console, aws) -> new DestroyCommand(aws), "--yes");
    assertThat(launcher.ran().get(3)).contains("--force");
  }

  @Test
  void passesTheConfigurationByItsAbsolutePath() throws Exception {
    run((console, aws) -> new DiffCommand(aws), "--config", "calotype.json");

    assertThat(launcher.ran().get(0))
        .containsSubsequence(
            "--config", Path.of("calotype.json").toAbsolutePath().normalize().toString());
  }

  @Test
  void wantsAccountAndRegion() {
    Ran ran = CommandLineFixture.run("synth");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("Missing required options: '--account=ID', '--region=REGION'");
  }

  private Ran run(BiFunction<Console, CdkProject, Callable<Integer>> command, String... more) {
    StringWriter written = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(written), new PrintWriter(err), false, false);
    CommandLine line = new CommandLine(command.apply(console, new CdkProject(home, launcher)));
    line.setExecutionExceptionHandler(
        (e, asked, parsed) -> {
          console.note(String.valueOf(e.getMessage()));
          return 1;
        });
    List<String> arguments = new ArrayList<>(List.of(PLACE));
    arguments.addAll(List.of("--output", out.toString()));
    arguments.addAll(List.of(more));
    int status = line.execute(arguments.toArray(String[]::new));
    console.out().flush();
    console.err().flush();
    return new Ran(status, written.toString(), err.toString());
  }
}
