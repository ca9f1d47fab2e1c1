package io.calotype.benchmarks.endtoend;

import io.calotype.infra.local.Parts;
import io.calotype.infra.local.UploadSide;
import io.calotype.infra.local.eventbridge.AnnouncementBus;
import io.calotype.infra.local.kinesis.KinesisSettings;
import io.calotype.infra.local.s3.LocalS3;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.infra.local.s3.S3Credentials;
import io.calotype.pipeline.PipelineSettings;
import io.calotype.pipeline.kinesis.StreamWriter;
import io.calotype.pipeline.store.S3Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Everything around the job, wired as {@code ./calotype up} wires it: S3 and EventBridge in this
 * process, Kinesis as its child. What is left out plays no part between a PUT and its manifest:
 * tickets, console and CloudFront.
 */
final class StandIns implements AutoCloseable {
  private static final String REGION = "us-east-1";
  private static final int CONNECTIONS_MAX = 64;

  private final Parts parts = new Parts();
  private final WriteLog writes;
  private final S3Credentials keys = new S3Credentials("benchmark", UUID.randomUUID().toString());
  private final UploadSide uploads;
  private final ProcessHandle kinesis;
  private final AnnouncementBus announcements;
  private final S3Client s3;
  private final StreamWriter stream;

  /**
   * Starts them.
   *
   * @param folder where buckets are kept
   * @param shards of the stream
   * @param manifestsEach how often the manifest of an original is written before it is finished
   */
  StandIns(Path folder, int shards, int manifestsEach) throws IOException {
    writes = new WriteLog(manifestsEach);
    try {
      Set<Long> before = children();
      LocalS3Settings s3Settings = s3Settings(Files.createDirectories(folder.resolve("s3")));
      uploads =
          parts.begun(
              "uploads",
              new UploadSide(
                  keys,
                  KinesisSettings.of(0, shards, REGION, folder.resolve("kinesis")),
                  folder,
                  (status, lines) -> System.err.println("Kinesis ended by itself: " + lines),
                  eventBridge ->
                      new LocalS3(
                          s3Settings,
                          event -> {
                            writes.note(event);
                            eventBridge.accept(event);
                          })));
      kinesis =
          ProcessHandle.current()
              .children()
              .filter(child -> !before.contains(child.pid()))
              .findFirst()
              .orElseThrow();
      stream = new StreamWriter(uploads.stream(), KinesisSettings.STREAM);
      announcements = parts.begun("announcements", AnnouncementBus.start(0, Clock.systemUTC()));
      s3 =
          parts.begun(
              "S3 client",
              new S3Access(REGION, uploads.s3(), keys.accessKeyId(), keys.secretAccessKey())
                  .connect(CONNECTIONS_MAX));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Set<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  private LocalS3Settings s3Settings(Path folder) {
    return new LocalS3Settings(
        0,
        keys,
        REGION,
        folder,
        List.of(LocalS3Settings.ORIGINALS, LocalS3Settings.VARIANTS, LocalS3Settings.DEAD_LETTERS),
        List.of());
  }

  /** What the job is told, but for the recipe's JSON as Managed Flink would tell it. */
  Map<String, String> jobProperties(String recipeJson) {
    Map<String, String> properties = uploads.jobProperties();
    properties.put(PipelineSettings.ENGINE, "vips");
    properties.put(PipelineSettings.RECIPE, recipeJson);
    properties.put(PipelineSettings.ANNOUNCE_BUS, AnnouncementBus.NAME);
    properties.put(PipelineSettings.EVENTBRIDGE_ENDPOINT, announcements.endpoint().toString());
    return properties;
  }

  /** Processor time of all stand-ins, and of the client that puts the originals. */
  Duration cpu() {
    return Processes.cpu(ProcessHandle.current()).plus(Processes.cpu(kinesis));
  }

  WriteLog writes() {
    return writes;
  }

  S3Client s3() {
    return s3;
  }

  StreamWriter stream() {
    return stream;
  }

  /** Ends them, last started first. */
  @Override
  public void close() {
    parts.close();
  }
}
