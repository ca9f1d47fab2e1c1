package io.calotype.cli;

import static io.calotype.cli.CommandLineFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.cli.CommandLineFixture.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvCommandTest {
  @TempDir Path temp;

  @Test
  void printsWhatAShellCanEvaluate() throws Exception {
    try (FakeSystem system = new FakeSystem(temp)) {
      Ran ran = run(system.file(), "env");

      assertThat(ran.status()).isZero();
      assertThat(ran.out().lines()).allMatch(line -> line.startsWith("export ")).hasSize(8);
      assertThat(
              sh(
                  ran.out()
                      + "printf '%s|' \"$AWS_ACCESS_KEY_ID\" \"$AWS_SECRET_ACCESS_KEY\""
                      + " \"$AWS_REGION\" \"$AWS_DEFAULT_REGION\" \"$AWS_ENDPOINT_URL_S3\""
                      + " \"$AWS_ENDPOINT_URL_KINESIS\" \"$CALOTYPE_URL\" \"$CALOTYPE_TOKEN\""))
          .isEqualTo(
              "LOCALKEY|it's secret|us-east-1|us-east-1|"
                  + (system.url() + "|").repeat(3)
                  + "the-token|");
    }
  }

  @Test
  void writesNothingButJsonWhenAskedForJson() throws IOException {
    try (FakeSystem system = new FakeSystem(temp)) {
      Ran ran = run(system.file(), "env", "--json");

      assertThat(ran.json().get("AWS_SECRET_ACCESS_KEY").asText()).isEqualTo("it's secret");
    }
  }

  @Test
  void printsNothingToEvaluateWhereNoSystemIsUp() {
    Ran ran = run("env");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).isEqualTo("calotype: no system is up: start it with ./calotype up\n");
  }

  private static String sh(String script) throws IOException, InterruptedException {
    Process sh = new ProcessBuilder("/bin/sh", "-c", script).redirectErrorStream(true).start();
    String out = new String(sh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(sh.waitFor()).isZero();
    return out;
  }
}
