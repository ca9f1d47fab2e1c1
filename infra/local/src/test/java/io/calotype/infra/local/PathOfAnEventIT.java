package io.calotype.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.infra.local.eventbridge.UndeliveredEvents;
import io.calotype.infra.local.kinesis.KinesisSettings;
import io.calotype.infra.local.s3.HostileKeys;
import io.calotype.infra.local.s3.LocalS3;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.infra.local.s3.S3Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.s3.S3Client;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PathOfAnEventIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final S3Credentials CREDENTIALS = new S3Credentials("path-key", "path-secret");

  @TempDir private Path folder;

  @Test
  void leadsFromEachUploadToOneRecordUnderItsKey() throws Exception {
    Path undeliveredFile = UndeliveredEvents.file(folder);
    List<String> keys = HostileKeys.all().toList();
    List<String> short256 = keys.stream().filter(key -> key.length() <= 256).toList();
    try (UploadSide uploads =
            new UploadSide(
                CREDENTIALS,
                KinesisSettings.of(0, 2, "us-east-1", folder.resolve("kinesis")),
                folder,
                (status, lines) -> {},
                eventBridge -> new LocalS3(LocalS3Settings.temporary(CREDENTIALS), eventBridge));
        S3Client client = uploads.clients().s3(uploads.s3())) {
      for (String key : keys) {
        client.putObject(
            b -> b.bucket(LocalS3Settings.ORIGINALS).key(key), RequestBody.fromString("photo"));
        client.putObject(
            b -> b.bucket(LocalS3Settings.VARIANTS).key(key), RequestBody.fromString("variant"));
      }
      client.deleteObject(b -> b.bucket(LocalS3Settings.ORIGINALS).key("plain.jpg"));

      List<Record> records =
          Awaitility.await()
              .atMost(Duration.ofSeconds(60))
              .until(() -> records(uploads.stream()), found -> found.size() >= short256.size() + 1);

      assertThat(records).hasSize(short256.size() + 1);
      List<String> created = new ArrayList<>();
      for (Record record : records) {
        JsonNode event = JSON.readTree(record.data().asUtf8String());
        assertThat(event.at("/detail/object/key").textValue()).isEqualTo(record.partitionKey());
        assertThat(event.at("/detail/bucket/name").textValue())
            .isEqualTo(LocalS3Settings.ORIGINALS);
        if (event.path("detail-type").textValue().equals("Object Created")) {
          created.add(record.partitionKey());
        }
      }
      assertThat(created).containsExactlyInAnyOrderElementsOf(short256);
      assertThat(detailTypesOf("plain.jpg", records))
          .containsExactly("Object Created", "Object Deleted");
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(Files.readAllLines(undeliveredFile))
                      .hasSize(keys.size() - short256.size()));
    }
  }

  private static List<String> detailTypesOf(String key, List<Record> records) {
    return records.stream()
        .filter(record -> record.partitionKey().equals(key))
        .map(
            record -> {
              try {
                return JSON.readTree(record.data().asUtf8String()).path("detail-type").asText();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  private static List<Record> records(KinesisClient stream) {
    List<Record> all = new ArrayList<>();
    for (Shard shard : stream.listShards(b -> b.streamName(KinesisSettings.STREAM)).shards()) {
      String iterator =
          stream
              .getShardIterator(
                  b ->
                      b.streamName(KinesisSettings.STREAM)
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      all.addAll(stream.getRecords(b -> b.shardIterator(iterator)).records());
    }
    return all;
  }
}
