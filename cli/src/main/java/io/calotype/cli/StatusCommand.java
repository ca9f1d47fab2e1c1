package io.calotype.cli;

import io.calotype.cli.console.Amount;
import io.calotype.cli.console.CommandFailedException;
import io.calotype.cli.console.Console;
import io.calotype.cli.report.LadderText;
import io.calotype.cli.report.Outcome;
import io.calotype.cli.stack.RunningStack;
import io.calotype.cli.status.DeadLetters;
import io.calotype.cli.status.StatusText;
import io.calotype.cli.upload.EdgeClient;
import io.calotype.infra.local.eventbridge.UndeliveredEvents;
import io.calotype.infra.local.flink.FlinkClient;
import io.calotype.infra.local.flink.JobStatus;
import io.calotype.infra.local.state.Stack;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.Rejection;
import io.calotype.variants.name.DerivedKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code status}: how the running system does, or what became of one picture. */
@Command(
    name = "status",
    header = "Says how the running system does, or what became of one picture.",
    description = {
      "%nWithout KEY: the job's state, how far it lags behind, how busy each stage is, and what was"
          + " refused. Exit status 1 when the job does not run.",
      "%nWith KEY: the picture's variants, or why it has none. Exit status 1 when it has none."
    },
    footer = {"%nExamples:", "  ./calotype status", "  ./calotype status holiday/beach.jpg"})
final class StatusCommand implements Callable<Integer> {
  private static final Duration GATHERING = Duration.ofMillis(600);

  private final Console console;
  private final RunningStack running;
  private final FrontDoor door;

  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(
      paramLabel = "KEY",
      arity = "0..1",
      description = "The original's key, as it is in the bucket.")
  private @Nullable String key;

  StatusCommand(Console console, RunningStack running, FrontDoor door) {
    this.console = console;
    this.running = running;
    this.door = door;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      return key == null ? ofSystem() : ofPicture(key);
    } catch (IOException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private int ofSystem() throws IOException, InterruptedException {
    Stack stack = running.get();
    JobStatus job = new FlinkClient(URI.create(stack.flink()), Clock.systemUTC(), GATHERING).job();
    DeadLetters deadLetters = DeadLetters.of(stack);
    Path undeliveredFile = UndeliveredEvents.file(Path.of(stack.data()));
    long undelivered = UndeliveredEvents.count(undeliveredFile);
    if (json.wanted()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("edge", stack.edge());
      result.put("pid", stack.pid());
      result.put("job", job);
      result.put("deadLetters", deadLetters);
      result.put("undelivered", undelivered);
      console.json(result);
    } else {
      StatusText.of(stack, job, deadLetters).forEach(console::line);
    }
    if (undelivered > 0) {
      console.note(
          Amount.count(undelivered, "event")
              + " could not be delivered, and nothing is made of them; "
              + undeliveredFile
              + " says why");
    }
    return job.runs() ? 0 : 1;
  }

  private int ofPicture(String key) throws IOException, InterruptedException {
    Optional<Manifest> manifest = new EdgeClient(door.find()).manifest(key);
    if (json.wanted()) {
      console.json(
          manifest.<Object>map(found -> found).orElse(Map.of("key", key, "state", "missing")));
    } else if (manifest.isPresent()) {
      Rejection rejection = manifest.get().reason();
      LadderText.write(
          console,
          rejection == null
              ? Outcome.ready(key, manifest.get(), List.of())
              : Outcome.refused(key, rejection));
    } else {
      console.note(whyMissing(key));
    }
    return manifest.filter(found -> found.state() == Manifest.State.ready).isPresent() ? 0 : 1;
  }

  /** What will never have a manifest is not told to be in line. */
  private static String whyMissing(String key) {
    return new DerivedKeys(key)
        .unservable()
        .orElse(
            key
                + " has no manifest: nothing was uploaded under this key, or it is still in line;"
                + " ./calotype status says how far the job is behind");
  }
}
