package io.calotype.cli;

import io.calotype.cli.backfill.Backfill;
import io.calotype.cli.cloud.Cloud;
import io.calotype.cli.console.Amount;
import io.calotype.cli.console.CommandFailedException;
import io.calotype.cli.console.Console;
import io.calotype.cli.console.FileFault;
import io.calotype.cli.console.Progress;
import io.calotype.cli.stack.RunningStack;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.pipeline.kinesis.StreamWriter;
import io.calotype.variants.name.DerivedKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
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
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** {@code backfill}: an existing bucket through the same stream. */
@Command(
    name = "backfill",
    header = "Has the job look at every original of a bucket, at a bounded rate.",
    description = {
      "%nFor each original an event goes on the stream. What is current costs a look; what is not"
          + " is made. Ended at any moment and started again with the same checkpoint, it goes on"
          + " where it was.",
      "%nWith --variants it also looks into the bucket of variants, for originals that were"
          + " deleted while nobody told the job: it takes away what is left of them."
    },
    footer = {
      "%nExamples:",
      "  ./calotype backfill --bucket calotype-originals --dry-run",
      "  ./calotype backfill --bucket my-originals --stream my-events --checkpoint backfill.json",
      "  ./calotype backfill --bucket my-originals --variants my-variants --stream my-events"
          + " --dry-run"
    })
final class BackfillCommand implements Callable<Integer> {
  private static final int RATE_MAX = 10_000;

  private final Console console;
  private final RunningStack running;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final StreamOptions options = new StreamOptions();
  @Mixin private final JsonOption json = new JsonOption();

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      required = true,
      description = "The bucket of originals.")
  private String bucket = "";

  @Option(
      names = "--variants",
      paramLabel = "NAME",
      description = "The bucket of variants, to find those whose originals are gone.")
  private @Nullable String variants;

  @Option(names = "--prefix", paramLabel = "TEXT", description = "Only keys that begin with this.")
  private String prefix = "";

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events a second at most, 1 to 10000. Default: ${DEFAULT-VALUE}.")
  private int rate = 100;

  @Option(names = "--dry-run", description = "Counts and estimates, and sends nothing.")
  private boolean dryRun;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "Where it is kept how far it came. Left out: a run that is ended begins anew.")
  private @Nullable Path checkpoint;

  BackfillCommand(Console console, RunningStack running) {
    this.console = console;
    this.running = running;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (rate < 1 || rate > RATE_MAX) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "expected --rate of 1 to " + RATE_MAX + " but got " + rate);
    }
    if (options.isLocal()) {
      requireLocal("--bucket", LocalS3Settings.ORIGINALS, bucket);
      requireLocal(
          "--variants",
          LocalS3Settings.VARIANTS,
          Objects.requireNonNullElse(variants, LocalS3Settings.VARIANTS));
    }
    Cloud cloud = options.cloud(running);
    try (S3Client s3 = cloud.s3()) {
      Backfill backfill = new Backfill(s3, bucket, prefix, variants);
      Backfill.Count count = backfill.count();
      return dryRun ? estimate(count) : send(backfill, count, cloud);
    } catch (NoSuchBucketException e) {
      throw new CommandFailedException(
          "expected a bucket of originals"
              + (variants == null ? "" : ", and one of variants,")
              + " but there is none named "
              + bucket
              + (variants == null ? "" : ", or none named " + variants),
          e);
    } catch (IOException e) {
      throw new CommandFailedException(FileFault.of(e), e);
    } catch (SdkException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireLocal(String option, String expected, String got) {
    if (!got.equals(expected)) {
      throw new CommandFailedException(
          "expected "
              + option
              + " "
              + expected
              + ", the one that the job on this machine looks into, but got "
              + got);
    }
  }

  private int estimate(Backfill.Count count) {
    Duration sending = Duration.ofSeconds((count.toSend() + rate - 1) / rate);
    if (json.wanted()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("originals", count.originals());
      result.put("refused", count.refused());
      result.put("bytes", count.bytes());
      if (variants != null) {
        result.put("gone", count.gone());
      }
      result.put("sendingSeconds", sending.toSeconds());
      console.json(result);
    } else {
      console.line(
          count.originals()
              + " originals, "
              + Amount.bytes(count.bytes())
              + (variants == null ? "" : ", and variants of " + count.gone() + " that are gone")
              + "; sending takes "
              + sending.toString().substring(2).toLowerCase(java.util.Locale.ROOT)
              + " at "
              + rate
              + " a second, what the job does with them comes on top");
    }
    tellOfRefused(count.refused());
    return 0;
  }

  private int send(Backfill backfill, Backfill.Count count, Cloud cloud)
      throws IOException, InterruptedException {
    Backfill.Sent sent;
    try (KinesisClient kinesis = cloud.kinesis();
        Progress progress =
            Progress.start(
                console, "backfill", (int) Math.min(Integer.MAX_VALUE, count.originals()))) {
      sent =
          backfill.send(
              new StreamWriter(kinesis, options.stream()), rate, checkpoint, progress::stepTo);
    }
    if (json.wanted()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("sent", sent.sent());
      result.put("refused", sent.refused());
      if (variants != null) {
        result.put("gone", sent.gone());
      }
      console.json(result);
    } else {
      console.line(
          sent.sent()
              + " originals are in line"
              + (sent.earlier() ? " already" : "")
              + (variants == null ? "" : ", and " + sent.gone() + " that are gone"));
    }
    if (sent.earlier()) {
      console.note(
          "nothing was left to send, as "
              + checkpoint
              + " says: delete it to have all of them looked at again");
    }
    tellOfRefused(sent.refused());
    return sent.refused() == 0 ? 0 : 1;
  }

  private void tellOfRefused(long keys) {
    if (keys > 0) {
      console.note(
          keys
              + " keys are longer than the "
              + DerivedKeys.ORIGINAL_KEY_CHARACTERS_MAX
              + " characters that the stream takes: upload them under shorter keys");
    }
  }
}
