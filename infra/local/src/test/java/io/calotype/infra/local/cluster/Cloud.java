package io.calotype.infra.local.cluster;

import static org.awaitility.Awaitility.await;

import io.calotype.infra.local.eventbridge.EventPattern;
import io.calotype.infra.local.eventbridge.KinesisTarget;
import io.calotype.infra.local.eventbridge.LocalEventBus;
import io.calotype.infra.local.eventbridge.UndeliveredEvents;
import io.calotype.infra.local.kinesis.KinesisProcess;
import io.calotype.infra.local.kinesis.KinesisSettings;
import io.calotype.infra.local.s3.LocalS3;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.infra.local.s3.S3Credentials;
import io.calotype.infra.local.s3.S3Faults;
import io.calotype.pipeline.PipelineSettings;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.s3.S3Client;

/** The stand-ins that a job needs, wired as on AWS: S3, EventBridge, Kinesis. */
final class Cloud implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cloud.class);
  private static final String REGION = "us-east-1";
  private static final S3Credentials KEYS = new S3Credentials("cluster-key", "cluster-secret");
  private static final StaticCredentialsProvider PROVIDER =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(KEYS.accessKeyId(), KEYS.secretAccessKey()));

  /** A client that S3's faults do not meet. */
  final S3Client s3;

  final KinesisClient stream;
  final WriteLog writes = new WriteLog();
  private final KinesisProcess kinesis;
  private final LocalS3 buckets;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  Cloud(Path folder, int shards, S3Faults faults) throws IOException {
    kinesis =
        begun(
            new KinesisProcess(
                KinesisSettings.of(0, shards, REGION, folder.resolve("kinesis")),
                (status, lines) -> {}));
    stream =
        begun(
            KinesisClient.builder()
                .endpointOverride(kinesis.endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(PROVIDER)
                .httpClientBuilder(Apache5HttpClient.builder())
                .build());
    LocalEventBus bus =
        begun(
            new LocalEventBus(
                EventPattern.ofOriginals(LocalS3Settings.ORIGINALS),
                new KinesisTarget(stream, KinesisSettings.STREAM),
                new UndeliveredEvents(folder.resolve("undelivered.jsonl"), Clock.systemUTC())));
    buckets =
        begun(
            faults.start(
                LocalS3Settings.temporary(KEYS),
                event -> {
                  writes.note(event);
                  bus.put(event);
                }));
    begun(faults);
    s3 =
        begun(
            S3Client.builder()
                .endpointOverride(buckets.endpoint())
                .forcePathStyle(true)
                .region(Region.of(REGION))
                .credentialsProvider(PROVIDER)
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(
                    c ->
                        c.putAdvancedOption(
                            SdkAdvancedClientOption.USER_AGENT_PREFIX, S3Faults.SPARED))
                .build());
  }

  private <T extends AutoCloseable> T begun(T part) {
    parts.push(part);
    return part;
  }

  /** What the job is told, with the recipe's JSON. */
  Map<String, String> settings(String recipe) {
    Map<String, String> properties = new HashMap<>();
    properties.put(
        PipelineSettings.STREAM_ARN,
        "arn:aws:kinesis:" + REGION + ":000000000000:stream/" + KinesisSettings.STREAM);
    properties.put(PipelineSettings.ORIGINALS_BUCKET, LocalS3Settings.ORIGINALS);
    properties.put(PipelineSettings.VARIANTS_BUCKET, LocalS3Settings.VARIANTS);
    properties.put(PipelineSettings.DEAD_LETTERS_BUCKET, LocalS3Settings.DEAD_LETTERS);
    properties.put(PipelineSettings.S3_ENDPOINT, buckets.endpoint().toString());
    properties.put(PipelineSettings.KINESIS_ENDPOINT, kinesis.endpoint().toString());
    properties.put(PipelineSettings.ACCESS_KEY_ID, KEYS.accessKeyId());
    properties.put(PipelineSettings.SECRET_ACCESS_KEY, KEYS.secretAccessKey());
    properties.put(PipelineSettings.ENGINE, "vips");
    properties.put(PipelineSettings.RECIPE, recipe);
    return properties;
  }

  /** Splits the first open shard in the middle. */
  void split() {
    Shard shard = openShards().get(0);
    BigInteger middle = start(shard).add(end(shard)).divide(BigInteger.TWO);
    stream.splitShard(
        request ->
            request
                .streamName(KinesisSettings.STREAM)
                .shardToSplit(shard.shardId())
                .newStartingHashKey(middle.toString()));
    awaitActive();
  }

  /** Merges the first two open shards. */
  void merge() {
    List<Shard> open = openShards();
    stream.mergeShards(
        request ->
            request
                .streamName(KinesisSettings.STREAM)
                .shardToMerge(open.get(0).shardId())
                .adjacentShardToMerge(open.get(1).shardId()));
    awaitActive();
  }

  private List<Shard> openShards() {
    return stream
        .listShards(request -> request.streamName(KinesisSettings.STREAM))
        .shards()
        .stream()
        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .sorted(Comparator.comparing(Cloud::start))
        .toList();
  }

  private static BigInteger start(Shard shard) {
    return new BigInteger(shard.hashKeyRange().startingHashKey());
  }

  private static BigInteger end(Shard shard) {
    return new BigInteger(shard.hashKeyRange().endingHashKey());
  }

  private void awaitActive() {
    await("the stream")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                stream
                        .describeStreamSummary(
                            request -> request.streamName(KinesisSettings.STREAM))
                        .streamDescriptionSummary()
                        .streamStatus()
                    == StreamStatus.ACTIVE);
  }

  /** Ends all of it, last begun first, whatever one of them says. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.warn("did not end cleanly", e);
      }
    }
  }
}
