package io.calotype.infra.local.cluster;

import static org.awaitility.Awaitility.await;

import io.calotype.infra.local.Parts;
import io.calotype.infra.local.UploadSide;
import io.calotype.infra.local.kinesis.KinesisSettings;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.infra.local.s3.S3Credentials;
import io.calotype.infra.local.s3.S3Faults;
import io.calotype.pipeline.PipelineSettings;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
  private static final String REGION = "us-east-1";
  private static final S3Credentials KEYS = new S3Credentials("cluster-key", "cluster-secret");

  /** A client that S3's faults do not meet. */
  final S3Client s3;

  final KinesisClient stream;
  final WriteLog writes = new WriteLog();
  private final Parts parts = new Parts();
  private final UploadSide uploads;

  Cloud(Path folder, int shards) throws IOException {
    this(folder, shards, S3Faults.none());
  }

  Cloud(Path folder, int shards, S3Faults faults) throws IOException {
    uploads =
        parts.begun(
            "uploads",
            new UploadSide(
                KEYS,
                KinesisSettings.of(0, shards, REGION, folder.resolve("kinesis")),
                folder,
                (status, lines) -> {},
                eventBridge ->
                    faults.start(
                        LocalS3Settings.temporary(KEYS),
                        event -> {
                          writes.note(event);
                          eventBridge.accept(event);
                        })));
    stream = uploads.stream();
    parts.begun("faults", faults);
    s3 =
        parts.begun(
            "S3 client",
            S3Client.builder()
                .endpointOverride(uploads.s3())
                .forcePathStyle(true)
                .region(Region.of(REGION))
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(KEYS.accessKeyId(), KEYS.secretAccessKey())))
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(
                    c ->
                        c.putAdvancedOption(
                            SdkAdvancedClientOption.USER_AGENT_PREFIX, S3Faults.SPARED))
                .build());
  }

  /** What the job is told, with the recipe's JSON. */
  Map<String, String> settings(String recipe) {
    Map<String, String> properties = uploads.jobProperties();
    properties.put(PipelineSettings.ENGINE, "vips");
    properties.put(PipelineSettings.RECIPE, recipe);
    return properties;
  }

  /** Likewise, with so many pictures in the hands of a subtask at a time. */
  Map<String, String> settings(String recipe, int inFlight) {
    Map<String, String> properties = settings(recipe);
    properties.put(PipelineSettings.IN_FLIGHT, Integer.toString(inFlight));
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

  @Override
  public void close() {
    parts.close();
  }
}
