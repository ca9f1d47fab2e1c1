package io.calotype.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.cli.console.Console;
import io.calotype.infra.local.state.StackFile;
import io.calotype.infra.local.state.StackSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;

/** Runs commands in this process, with their output kept. */
final class CommandLineFixture {
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private CommandLineFixture() {}

  /**
   * What a command left.
   *
   * @param status its exit status
   * @param out what it wrote on standard output
   * @param err what it wrote on standard error
   */
  record Ran(int status, String out, String err) {
    /** Standard output, which must be one JSON value and nothing else. */
    JsonNode json() throws IOException {
      return STRICT.readTree(out);
    }
  }

  static CliSettings settings() {
    return new CliSettings(Path.of("."), false, false, false, false, null, null, null);
  }

  /** Runs with the text forms of the arguments, where no system is up. */
  static Ran run(Object... arguments) {
    return run(settings(), new StackFile(new StackSettings(Path.of("/nonexistent"))), arguments);
  }

  /** Runs where the file says what is up. */
  static Ran run(StackFile file, Object... arguments) {
    return run(settings(), file, arguments);
  }

  static Ran run(CliSettings settings, StackFile file, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, false);
    int status =
        Calotype.commandLine(settings, console, file)
            .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    console.out().flush();
    console.err().flush();
    return new Ran(status, out.toString(), err.toString());
  }
}
