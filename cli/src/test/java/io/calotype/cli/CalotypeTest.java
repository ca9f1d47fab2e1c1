package io.calotype.cli;

import static io.calotype.cli.CommandLineFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.cli.CommandLineFixture.Ran;
import io.calotype.cli.console.Console;
import io.calotype.infra.local.state.StackFile;
import io.calotype.infra.local.state.StackSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CalotypeTest {
  static Set<String> commands() {
    Console console =
        new Console(
            new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false, false);
    StackFile file = new StackFile(new StackSettings(Path.of("/nonexistent")));
    return Calotype.commandLine(CommandLineFixture.settings(), console, file)
        .getSubcommands()
        .keySet();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void explainsEachCommandOnStandardOutput(String command) {
    Ran ran = run(command, "--help");

    assertThat(ran.status()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("Usage: calotype " + command);
    assertThat(ran.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @Test
  void listsItsCommands() {
    Ran ran = run("--help");

    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains(commands());
  }

  @Test
  void tellsItsVersion() {
    Ran ran = run("--version");

    assertThat(ran.status()).isZero();
    assertThat(ran.out()).matches("calotype [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\\R");
  }

  @Test
  void isNotUsedRightWithoutACommand() {
    Ran ran = run();

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).isEqualTo("calotype: expected a command\nTry: ./calotype --help\n");
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    Ran ran = run("rendr");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("render");
  }

  @Test
  void readsSettingsFromTheEnvironmentAndLeavesOutWhatIsBlank() {
    CliSettings settings =
        CliSettings.from(
            new Properties(),
            Map.of("CALOTYPE_URL", " ", "CALOTYPE_TOKEN", "secret", "CALOTYPE_DEBUG", "1"));

    assertThat(settings.url()).isNull();
    assertThat(settings.token()).isEqualTo("secret");
    assertThat(settings.debug()).isTrue();
    assertThat(settings.terminalOut()).isFalse();
  }
}
