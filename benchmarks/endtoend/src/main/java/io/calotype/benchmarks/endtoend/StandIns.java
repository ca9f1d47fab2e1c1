package io.calotype.benchmarks.endtoend;

import io.calotype.infra.local.eventbridge.AnnouncementBus;
import io.calotype.infra.local.eventbridge.EventPattern;
import io.calotype.infra.local.eventbridge.KinesisTarget;
import io.calotype.infra.local.eventbridge.LocalEventBus;
import io.calotype.infra.local.eventbridge.UndeliveredEvents;
import io.calotype.infra.local.kinesis.KinesisProcess;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Everything around the job, wired as {@code ./calotype up} wires it: S3 and EventBridge in this
 * process, Kinesis as its child. What is left out plays no part between a PUT and its manifest:
 * tickets, console and CloudFront.
 */
final class StandIns implements AutoCloseable {
  private static final String REGION = "us-east-1";
  private static final String STREAM_ARN =
      "arn:aws:kinesis:" + REGION + ":000000000000:stream/" + KinesisSettings.STREAM;
  private static final int CONNECTIONS_MAX = 64;

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final WriteLog writes;
  private final S3Credentials keys = new S3Credentials("benchmark", UUID.randomUUID().toString());
  private final KinesisProcess kinesis;
  private final ProcessHandle kinesisHandle;
  private final LocalS3 buckets;
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
      kinesis =
          begun(
              new KinesisProcess(
                  KinesisSettings.of(0, shards, REGION, folder.resolve("kinesis")),
                  (status, lines) -> System.err.println("Kinesis ended by itself: " + lines)));
      kinesisHandle =
          ProcessHandle.current()
              .children()
              .filter(child -> !before.contains(child.pid()))
              .findFirst()
              .orElseThrow();
      KinesisClient client = begun(kinesisClient());
      LocalEventBus bus =
          begun(
              new LocalEventBus(
                  EventPattern.ofOriginals(LocalS3Settings.ORIGINALS),
                  new KinesisTarget(client, KinesisSettings.STREAM),
                  new UndeliveredEvents(folder.resolve("undelivered.jsonl"), Clock.systemUTC())));
      stream = new StreamWriter(client, KinesisSettings.STREAM);
      buckets =
          begun(
              new LocalS3(
                  s3Settings(Files.createDirectories(folder.resolve("s3"))),
                  event -> {
                    writes.note(event);
                    bus.put(event);
                  }));
      announcements = begun(AnnouncementBus.start(0, Clock.systemUTC()));
      s3 =
          begun(
              new S3Access(REGION, buckets.endpoint(), keys.accessKeyId(), keys.secretAccessKey())
                  .connect(CONNECTIONS_MAX));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Set<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  private KinesisClient kinesisClient() {
    return KinesisClient.builder()
        .endpointOverride(kinesis.endpoint())
        .region(Region.of(REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())))
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
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

  private <T extends AutoCloseable> T begun(T part) {
    parts.push(part);
    return part;
  }

  /** What the job is told, but for the recipe's JSON as Managed Flink would tell it. */
  Map<String, String> jobProperties(String recipeJson) {
    Map<String, String> properties = new HashMap<>();
    properties.put(PipelineSettings.STREAM_ARN, STREAM_ARN);
    properties.put(PipelineSettings.ORIGINALS_BUCKET, LocalS3Settings.ORIGINALS);
    properties.put(PipelineSettings.VARIANTS_BUCKET, LocalS3Settings.VARIANTS);
    properties.put(PipelineSettings.DEAD_LETTERS_BUCKET, LocalS3Settings.DEAD_LETTERS);
    properties.put(PipelineSettings.S3_ENDPOINT, buckets.endpoint().toString());
    properties.put(PipelineSettings.KINESIS_ENDPOINT, kinesis.endpoint().toString());
    properties.put(PipelineSettings.ACCESS_KEY_ID, keys.accessKeyId());
    properties.put(PipelineSettings.SECRET_ACCESS_KEY, keys.secretAccessKey());
    properties.put(PipelineSettings.ENGINE, "vips");
    properties.put(PipelineSettings.RECIPE, recipeJson);
    properties.put(PipelineSettings.ANNOUNCE_BUS, AnnouncementBus.NAME);
    properties.put(PipelineSettings.EVENTBRIDGE_ENDPOINT, announcements.endpoint().toString());
    return properties;
  }

  /** Processor time of all stand-ins, and of the client that puts the originals. */
  Duration cpu() {
    return Processes.cpu(ProcessHandle.current()).plus(Processes.cpu(kinesisHandle));
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
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        System.err.println("a stand-in did not end cleanly: " + e.getMessage());
      }
    }
  }
}
