package io.calotype.cli.status;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.infra.local.state.Stack;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * How many records were refused, and why.
 *
 * @param byReason counts by reason's code
 * @param all whether these are all of them; a bucket that is full of them is not read to its end
 */
public record DeadLetters(SortedMap<String, Long> byReason, boolean all) {
  /** Enough to see what is wrong, and read in a second. */
  private static final int READ_MAX = 1000;

  private static final String BUCKET = "calotype-dead-letters";
  private static final JsonMapper JSON = new JsonMapper();

  /** Counts what is in the bucket of a running system. */
  public static DeadLetters of(Stack stack) throws IOException {
    AwsBasicCredentials keys =
        AwsBasicCredentials.create(stack.accessKeyId(), stack.secretAccessKey());
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(URI.create(stack.s3()))
            .region(Region.of(stack.region()))
            .credentialsProvider(StaticCredentialsProvider.create(keys))
            .forcePathStyle(true)
            .httpClientBuilder(Apache5HttpClient.builder())
            .build()) {
      return count(s3);
    } catch (SdkException e) {
      throw new IOException(
          "expected to read the dead letters at " + stack.s3() + " but got: " + e.getMessage(), e);
    }
  }

  private static DeadLetters count(S3Client s3) throws IOException {
    ListObjectsV2Response listed =
        s3.listObjectsV2(request -> request.bucket(BUCKET).maxKeys(READ_MAX));
    List<String> keys = listed.contents().stream().map(S3Object::key).toList();
    SortedMap<String, Long> byReason = new TreeMap<>();
    for (String key : keys) {
      byte[] letter =
          s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asByteArrayUnsafe();
      byReason.merge(JSON.readTree(letter).path("reason").asText("UNKNOWN"), 1L, Long::sum);
    }
    return new DeadLetters(byReason, !Boolean.TRUE.equals(listed.isTruncated()));
  }

  /** All together. */
  public long total() {
    return byReason.values().stream().mapToLong(Long::longValue).sum();
  }
}
