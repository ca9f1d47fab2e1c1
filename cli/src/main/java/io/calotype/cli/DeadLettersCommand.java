package io.calotype.cli;

import io.calotype.cli.cloud.Cloud;
import io.calotype.cli.console.CommandFailedException;
import io.calotype.cli.console.Console;
import io.calotype.cli.console.Progress;
import io.calotype.cli.console.Table;
import io.calotype.cli.stack.RunningStack;
import io.calotype.pipeline.deadletter.DeadLetterBox;
import io.calotype.pipeline.deadletter.DeadLetterBox.Letter;
import io.calotype.pipeline.kinesis.StreamException;
import io.calotype.pipeline.kinesis.StreamWriter;
import io.calotype.pipeline.redrive.Redrive;
import io.calotype.variants.reason.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code dead-letters}: what was refused, and another try. */
@Command(
    name = "dead-letters",
    header = "Shows what was refused and why, and gives it another try.",
    synopsisSubcommandLabel = "(list | show | redrive)",
    footer = {
      "%nExamples:",
      "  ./calotype dead-letters list --reason TRUNCATED",
      "  ./calotype dead-letters show shardId-000000000000/4966.json",
      "  ./calotype dead-letters redrive --all"
    })
final class DeadLettersCommand implements Runnable {
  private static final String LOCAL_BUCKET = "calotype-dead-letters";

  private final Console console;
  private final RunningStack running;

  @Spec private @Nullable CommandSpec spec;

  DeadLettersCommand(Console console, RunningStack running) {
    this.console = console;
    this.running = running;
  }

  @Override
  public void run() {
    throw new ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(),
        "expected list, show or redrive but got none");
  }

  /** Where the letters are. */
  static final class Place {
    @Mixin private final StreamOptions options = new StreamOptions();

    @Option(
        names = "--bucket",
        paramLabel = "NAME",
        description = "The bucket of the dead letters, with --stream.")
    private @Nullable String bucket;

    private String bucket() {
      if (bucket == null && !options.isLocal()) {
        throw new CommandFailedException(
            "expected --bucket with --stream, the bucket of the dead letters, but got none");
      }
      return bucket == null ? LOCAL_BUCKET : bucket;
    }
  }

  @FunctionalInterface
  private interface Work {
    int with(DeadLetterBox box, Cloud cloud) throws InterruptedException;
  }

  private int with(Place place, Work work) throws InterruptedException {
    Cloud cloud = place.options.cloud(running);
    try (S3Client s3 = cloud.s3()) {
      return work.with(new DeadLetterBox(s3, place.bucket()), cloud);
    } catch (SdkException e) {
      throw new CommandFailedException(
          "expected to read the dead letters but got: " + e.getMessage(), e);
    }
  }

  @Command(name = "list", header = "Lists dead letters, those of one reason or all.")
  int list(
      @Mixin Place place,
      @Mixin JsonOption json,
      @Option(
              names = "--reason",
              paramLabel = "REASON",
              description = "Only those of this reason, as TRUNCATED.")
          @Nullable Reason reason)
      throws InterruptedException {
    return with(
        place,
        (box, cloud) -> {
          List<Letter> letters = chosen(box, reason).toList();
          if (json.wanted()) {
            console.json(letters.stream().map(DeadLettersCommand::json).toList());
            return 0;
          }
          Table table = new Table("llll");
          letters.forEach(
              letter ->
                  table.row(
                      List.of(
                          letter.id(),
                          letter.reason(),
                          letter.time(),
                          Optional.ofNullable(letter.key()).orElse("(no key)"))));
          table.lines().forEach(console::line);
          if (letters.isEmpty()) {
            console.note("there are no dead letters" + (reason == null ? "" : " of " + reason));
          }
          return 0;
        });
  }

  @Command(name = "show", header = "Shows one dead letter with the record that it keeps.")
  int show(
      @Mixin Place place,
      @Mixin JsonOption json,
      @Parameters(paramLabel = "ID", description = "As list shows it.") String id)
      throws InterruptedException {
    return with(
        place,
        (box, cloud) -> {
          Letter letter = box.letter(id).orElseThrow(() -> missing(id));
          if (json.wanted()) {
            Map<String, Object> shown = json(letter);
            shown.put("record", new String(letter.record(), StandardCharsets.UTF_8));
            console.json(shown);
            return 0;
          }
          json(letter).forEach((name, value) -> console.line(name + ": " + value));
          console.line("record: " + new String(letter.record(), StandardCharsets.UTF_8));
          return 0;
        });
  }

  @Command(
      name = "redrive",
      header = "Gives originals that were refused another try.",
      description = {
        "%nEach letter is taken out once its event is on the stream; what is refused again leaves a"
            + " new one."
      })
  int redrive(
      @Mixin Place place,
      @Mixin JsonOption json,
      @Option(names = "--all", description = "All letters.") boolean all,
      @Option(
              names = "--reason",
              paramLabel = "REASON",
              description = "All letters of this reason, as RENDER_TIMEOUT.")
          @Nullable Reason reason,
      @Parameters(paramLabel = "ID", arity = "0..*", description = "As list shows them.")
          @Nullable List<String> ids)
      throws InterruptedException {
    List<String> named = ids == null ? List.of() : ids;
    if ((all ? 1 : 0) + (reason == null ? 0 : 1) + (named.isEmpty() ? 0 : 1) != 1) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(),
          "expected one of --all, --reason REASON and IDs");
    }
    return with(
        place,
        (box, cloud) -> {
          List<Letter> letters = new ArrayList<>();
          if (named.isEmpty()) {
            chosen(box, reason).forEach(letters::add);
          } else {
            named.forEach(id -> letters.add(box.letter(id).orElseThrow(() -> missing(id))));
          }
          redrive(letters, box, cloud, place.options.stream());
          if (json.wanted()) {
            console.json(Map.of("redriven", letters.size()));
          } else {
            console.line(letters.size() + " redriven");
          }
          return 0;
        });
  }

  private void redrive(List<Letter> letters, DeadLetterBox box, Cloud cloud, String stream)
      throws InterruptedException {
    try (KinesisClient kinesis = cloud.kinesis();
        Progress progress = Progress.start(console, "redrive", letters.size())) {
      Redrive redrive = new Redrive(box, new StreamWriter(kinesis, stream));
      for (Letter letter : letters) {
        redrive.redrive(letter);
        progress.step();
      }
    } catch (StreamException e) {
      throw new CommandFailedException(
          "expected to put events on the stream but got: " + e.getMessage(), e);
    }
  }

  private static Stream<Letter> chosen(DeadLetterBox box, @Nullable Reason reason) {
    return reason == null ? box.letters() : box.letters(reason);
  }

  private static CommandFailedException missing(String id) {
    return new CommandFailedException(
        "expected the id of a dead letter, as list shows it, but there is none at " + id);
  }

  private static Map<String, Object> json(Letter letter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", letter.id());
    json.put("reason", letter.reason());
    json.put("message", letter.message());
    if (letter.key() != null) {
      json.put("key", letter.key());
    }
    json.put("time", letter.time());
    json.put("attempts", letter.attempts());
    return json;
  }
}
