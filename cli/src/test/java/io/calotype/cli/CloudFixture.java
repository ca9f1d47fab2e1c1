package io.calotype.cli;

import io.calotype.cli.cloud.Cloud;
import io.calotype.infra.local.kinesis.KinesisProcess;
import io.calotype.infra.local.kinesis.KinesisSettings;
import io.calotype.infra.local.s3.LocalS3;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.infra.local.s3.S3Credentials;
import io.calotype.infra.local.state.Stack;
import io.calotype.infra.local.state.StackFile;
import io.calotype.infra.local.state.StackSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The buckets and the stream of a system, as its commands find them by the stack file, and no job:
 * what is put on the stream stays there to be looked at. One for all tests of a class, since its
 * start takes seconds; each begins with {@link #clear}.
 */
final class CloudFixture implements AutoCloseable {
  static final String ORIGINALS = LocalS3Settings.ORIGINALS;
  static final String VARIANTS = LocalS3Settings.VARIANTS;
  static final String DEAD_LETTERS = LocalS3Settings.DEAD_LETTERS;
  private static final String REGION = "us-east-1";
  private static final int SHARDS = 2;

  final S3Client s3;
  final KinesisClient kinesis;
  private final Path home;
  private final LocalS3 buckets;
  private final KinesisProcess stream;

  /** Sequence numbers of records that were there before. */
  private final Set<String> old = new HashSet<>();

  CloudFixture(Path dir) throws IOException {
    home = dir.resolve("home");
    S3Credentials keys = new S3Credentials("local-key", "local-secret");
    buckets = new LocalS3(LocalS3Settings.temporary(keys), event -> {});
    stream =
        new KinesisProcess(
            KinesisSettings.of(0, SHARDS, REGION, dir.resolve("kinesis")), (status, lines) -> {});
    Stack stack = stack(keys);
    file().write(stack);
    s3 = Cloud.of(stack).s3();
    kinesis = Cloud.of(stack).kinesis();
  }

  private Stack stack(S3Credentials keys) {
    ProcessHandle self = ProcessHandle.current();
    String nowhere = "http://127.0.0.1:1";
    return new Stack(
        self.pid(),
        StackFile.startOf(self),
        home.toString(),
        nowhere,
        buckets.endpoint().toString(),
        stream.endpoint().toString(),
        nowhere,
        nowhere,
        nowhere,
        REGION,
        keys.accessKeyId(),
        keys.secretAccessKey(),
        "no token",
        "local",
        "a".repeat(43));
  }

  /** The folder that {@code CALOTYPE_HOME} names to a process. */
  Path home() {
    return home;
  }

  StackFile file() {
    return new StackFile(new StackSettings(home));
  }

  void put(String bucket, String key, byte[] object) {
    s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(object));
  }

  List<String> keys(String bucket) {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  /** Empties the buckets, and passes over the records that are on the stream. */
  void clear() {
    for (String bucket : List.of(ORIGINALS, VARIANTS, DEAD_LETTERS)) {
      keys(bucket).forEach(key -> s3.deleteObject(delete -> delete.bucket(bucket).key(key)));
    }
    records().forEach(record -> old.add(record.sequenceNumber()));
  }

  /** Runs where there is no stream, and has one again afterwards. */
  void withoutStream(Runnable run) {
    kinesis.deleteStream(delete -> delete.streamName(KinesisSettings.STREAM));
    kinesis.waiter().waitUntilStreamNotExists(get -> get.streamName(KinesisSettings.STREAM));
    try {
      run.run();
    } finally {
      kinesis.createStream(create -> create.streamName(KinesisSettings.STREAM).shardCount(SHARDS));
      kinesis.waiter().waitUntilStreamExists(get -> get.streamName(KinesisSettings.STREAM));
      old.clear();
    }
  }

  /** All records that were put since, shard by shard. */
  List<Record> records() {
    List<Record> all = new ArrayList<>();
    for (Shard shard : kinesis.listShards(b -> b.streamName(KinesisSettings.STREAM)).shards()) {
      String iterator =
          kinesis
              .getShardIterator(
                  get ->
                      get.streamName(KinesisSettings.STREAM)
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      GetRecordsResponse page;
      do {
        String from = iterator;
        page = kinesis.getRecords(get -> get.shardIterator(from));
        all.addAll(page.records());
        iterator = page.nextShardIterator();
      } while (!page.records().isEmpty());
    }
    all.removeIf(record -> old.contains(record.sequenceNumber()));
    return all;
  }

  @Override
  public void close() throws IOException {
    s3.close();
    kinesis.close();
    stream.close();
    buckets.close();
  }
}
