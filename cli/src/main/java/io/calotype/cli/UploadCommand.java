package io.calotype.cli;

import io.calotype.cli.console.Amount;
import io.calotype.cli.console.Console;
import io.calotype.cli.console.Progress;
import io.calotype.cli.report.LadderJson;
import io.calotype.cli.report.LadderText;
import io.calotype.cli.report.Outcome;
import io.calotype.cli.upload.EdgeClient;
import io.calotype.cli.upload.Uploader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code upload}: pictures through the whole system, and what it made of them. */
@Command(
    name = "upload",
    header = "Uploads pictures and waits until their variants are there.",
    description = {
      "%nAs a browser does it: a ticket for each file, a PUT straight into the bucket, then its"
          + " manifest. Goes to the system that ./calotype up started on this machine, or to"
          + " CALOTYPE_URL with CALOTYPE_TOKEN where these are set."
    },
    footer = {"%nExample:", "  ./calotype upload photos/*.jpg"})
final class UploadCommand implements Callable<Integer> {
  private static final int TIMEOUT_S_MAX = 86_400;

  private final Console console;
  private final FrontDoor door;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Pictures.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long to wait while no picture becomes ready. Default: 120.")
  private int timeoutS;

  UploadCommand(Console console, FrontDoor door) {
    this.console = console;
    this.door = door;
  }

  @Override
  public Integer call() {
    if (timeoutS < 1 || timeoutS > TIMEOUT_S_MAX) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "expected --timeout of 1 to " + TIMEOUT_S_MAX + " seconds but got " + timeoutS);
    }
    EdgeClient client = new EdgeClient(door.findForUploads());
    long begunNs = System.nanoTime();
    List<Outcome> outcomes;
    try (Progress progress = Progress.start(console, "upload", files.size())) {
      outcomes = new Uploader(client, Duration.ofSeconds(timeoutS), progress::step).upload(files);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begunNs);
    long ready = count(outcomes, Outcome.State.ready);
    long refused = count(outcomes, Outcome.State.refused);
    long failed = count(outcomes, Outcome.State.failed);
    if (json.wanted()) {
      Map<String, Object> totals = new LinkedHashMap<>();
      totals.put("ready", ready);
      totals.put("refused", refused);
      totals.put("failed", failed);
      totals.put("seconds", took.toNanos() / 1e9);
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("photos", LadderJson.of(outcomes));
      result.put("totals", totals);
      console.json(result);
    } else {
      outcomes.forEach(outcome -> LadderText.writeWithKey(console, outcome));
      console.line(
          Amount.count(ready, "photo")
              + " ready in "
              + Amount.time(took)
              + (refused == 0 ? "" : "; " + refused + " refused")
              + (failed == 0 ? "" : "; " + failed + " failed"));
    }
    return ready == outcomes.size() ? 0 : 1;
  }

  private static long count(List<Outcome> outcomes, Outcome.State state) {
    return outcomes.stream().filter(outcome -> outcome.state() == state).count();
  }
}
