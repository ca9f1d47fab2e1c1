package io.calotype.pipeline.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/**
 * Kinesis through the AWS SDK. The SDK's own retries are off: it would wait on the one thread that
 * serves all shards, where the caller can let the other shards go on.
 */
final class SdkStreamClient implements StreamClient {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final KinesisClient kinesis;
  private final @Nullable String streamName;
  private final @Nullable String streamArn;

  SdkStreamClient(KinesisSourceSettings settings) {
    this.streamName = settings.givenByArn() ? null : settings.stream();
    this.streamArn = settings.givenByArn() ? settings.stream() : null;
    Duration callTimeout = settings.polling().callTimeout();
    KinesisClientBuilder builder =
        KinesisClient.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings))
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .connectionAcquisitionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(callTimeout))
            .overrideConfiguration(
                override ->
                    override
                        .apiCallTimeout(callTimeout)
                        .retryStrategy(AwsRetryStrategy.doNotRetry()));
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    this.kinesis = builder.build();
  }

  @Override
  public StreamDescription describeStream() throws StreamException {
    StreamDescriptionSummary summary = call(null, this::describe);
    return new StreamDescription(summary.streamARN(), summary.streamCreationTimestamp());
  }

  @Override
  public List<Shard> listShards() throws StreamException {
    List<Shard> shards = new ArrayList<>();
    String nextToken = null;
    do {
      ListShardsRequest.Builder request = ListShardsRequest.builder();
      if (nextToken == null) {
        request.streamName(streamName).streamARN(streamArn);
      } else {
        request.nextToken(nextToken); // names the stream by itself, and excludes naming it
      }
      ListShardsResponse page = call(null, () -> kinesis.listShards(request.build()));
      page.shards().forEach(shard -> shards.add(shard(shard)));
      nextToken = page.nextToken();
    } while (nextToken != null);
    return shards;
  }

  @Override
  public String getShardIterator(String shardId, ShardPosition position) throws StreamException {
    GetShardIteratorRequest.Builder request =
        GetShardIteratorRequest.builder()
            .streamName(streamName)
            .streamARN(streamArn)
            .shardId(shardId);
    if (position instanceof ShardPosition.AfterSequenceNumber after) {
      request
          .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
          .startingSequenceNumber(after.sequenceNumber());
    } else if (position instanceof ShardPosition.AtTimestamp at) {
      request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(at.timestamp());
    } else if (position instanceof ShardPosition.TrimHorizon) {
      request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
    } else {
      throw new IllegalArgumentException("Expected a place before a shard's end but got its end.");
    }
    return call(position, () -> kinesis.getShardIterator(request.build()).shardIterator());
  }

  @Override
  public RecordPage getRecords(String shardId, String iterator, int recordsMax)
      throws StreamException {
    GetRecordsResponse response =
        call(
            null,
            () ->
                kinesis.getRecords(
                    request ->
                        request.streamARN(streamArn).shardIterator(iterator).limit(recordsMax)));
    Long behindLatestMs = response.millisBehindLatest();
    return new RecordPage(
        response.records().stream().map(record -> record(shardId, record)).toList(),
        response.nextShardIterator(),
        response.childShards().stream().map(ChildShard::shardId).toList(),
        behindLatestMs == null ? 0 : behindLatestMs);
  }

  @Override
  public void close() {
    kinesis.close();
  }

  private StreamDescriptionSummary describe() {
    return kinesis
        .describeStreamSummary(request -> request.streamName(streamName).streamARN(streamArn))
        .streamDescriptionSummary();
  }

  private <T> T call(@Nullable ShardPosition position, Supplier<T> call) throws StreamException {
    try {
      return call.get();
    } catch (SdkException e) {
      throw SdkFaults.classify(e, position, Instant.now(), this::streamExists);
    }
  }

  private boolean streamExists() {
    try {
      describe();
      return true;
    } catch (SdkException e) {
      return false;
    }
  }

  private static AwsCredentialsProvider credentials(KinesisSourceSettings settings) {
    StreamCredentials fixed = settings.credentials();
    return fixed == null
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(
            AwsBasicCredentials.create(fixed.accessKeyId(), fixed.secretAccessKey()));
  }

  private static Shard shard(software.amazon.awssdk.services.kinesis.model.Shard shard) {
    List<String> parents = new ArrayList<>();
    if (shard.parentShardId() != null) {
      parents.add(shard.parentShardId());
    }
    if (shard.adjacentParentShardId() != null) {
      parents.add(shard.adjacentParentShardId());
    }
    return new Shard(
        shard.shardId(),
        parents,
        shard.sequenceNumberRange().startingSequenceNumber(),
        shard.sequenceNumberRange().endingSequenceNumber());
  }

  private static KinesisRecord record(String shardId, Record record) {
    return new KinesisRecord(
        shardId,
        record.sequenceNumber(),
        record.partitionKey(),
        record.approximateArrivalTimestamp().toEpochMilli(),
        record.data().asByteArrayUnsafe());
  }
}
