package io.calotype.infra.local.kinesis;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** A stream of kinesis-local whose shards are written to, split and merged by their numbers. */
final class ReshardedStream implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KinesisClient kinesis;
  private final String stream;

  ReshardedStream(URI endpoint, String region, String stream) {
    this.stream = stream;
    this.kinesis =
        KinesisClient.builder()
            .endpointOverride(endpoint)
            .region(Region.of(region))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(Apache5HttpClient.builder())
            .build();
  }

  static String shardId(int number) {
    return String.format("shardId-%012d", number);
  }

  /** Puts a text into this shard, which must be open. */
  void put(int shard, String text) {
    String first = shards().get(shardId(shard)).hashKeyRange().startingHashKey();
    kinesis.putRecord(
        request ->
            request
                .streamName(stream)
                .partitionKey(text)
                .explicitHashKey(first)
                .data(SdkBytes.fromUtf8String(text)));
  }

  /** In the middle; the halves have the next two numbers. */
  void split(int shard) {
    var keys = shards().get(shardId(shard)).hashKeyRange();
    BigInteger middle =
        new BigInteger(keys.startingHashKey())
            .add(new BigInteger(keys.endingHashKey()))
            .shiftRight(1);
    kinesis.splitShard(
        request ->
            request
                .streamName(stream)
                .shardToSplit(shardId(shard))
                .newStartingHashKey(middle.toString()));
    awaitActive();
  }

  /** Neighbours; what comes of them has the next number. */
  void merge(int shard, int neighbour) {
    kinesis.mergeShards(
        request ->
            request
                .streamName(stream)
                .shardToMerge(shardId(shard))
                .adjacentShardToMerge(shardId(neighbour)));
    awaitActive();
  }

  /** Deletes the stream and creates one of the same name. */
  void makeAnew(int shards) {
    kinesis.deleteStream(request -> request.streamName(stream));
    Awaitility.await().atMost(PATIENCE).until(this::isGone);
    kinesis.createStream(request -> request.streamName(stream).shardCount(shards));
    awaitActive();
  }

  private boolean isGone() {
    try {
      kinesis.describeStreamSummary(request -> request.streamName(stream));
      return false;
    } catch (ResourceNotFoundException e) {
      return true;
    }
  }

  private void awaitActive() {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                kinesis
                        .describeStreamSummary(request -> request.streamName(stream))
                        .streamDescriptionSummary()
                        .streamStatus()
                    == StreamStatus.ACTIVE);
  }

  private Map<String, Shard> shards() {
    Map<String, Shard> byId = new HashMap<>();
    List<Shard> listed = kinesis.listShards(request -> request.streamName(stream)).shards();
    listed.forEach(shard -> byId.put(shard.shardId(), shard));
    return byId;
  }

  @Override
  public void close() {
    kinesis.close();
  }
}
