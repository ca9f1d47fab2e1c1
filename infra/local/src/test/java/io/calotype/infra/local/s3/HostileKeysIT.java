package io.calotype.infra.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileKeysIT {
  private S3Fixture s3;

  @BeforeAll
  void start() {
    s3 = new S3Fixture();
  }

  @AfterAll
  void stop() {
    s3.close();
  }

  @ParameterizedTest
  @MethodSource("io.calotype.infra.local.s3.HostileKeys#all")
  void isStoredListedCopiedAndRemovedVerbatim(String key) throws Exception {
    s3.events.clear();

    s3.put(key, "of " + key);

    assertThat(s3.get(key)).isEqualTo("of " + key);
    assertThat(keys(key)).contains(key);
    JsonNode object = new ObjectMapper().readTree(s3.events.remove()).at("/detail/object");
    assertThat(object.path("key").textValue()).isEqualTo(key);

    s3.client.copyObject(
        b ->
            b.sourceBucket(S3Fixture.BUCKET)
                .sourceKey(key)
                .destinationBucket(LocalS3Settings.VARIANTS)
                .destinationKey(key));
    assertThat(
            s3.client
                .getObjectAsBytes(b -> b.bucket(LocalS3Settings.VARIANTS).key(key))
                .asUtf8String())
        .isEqualTo("of " + key);

    s3.client.deleteObject(b -> b.bucket(S3Fixture.BUCKET).key(key));
    assertThat(keys(key)).doesNotContain(key);
  }

  @Test
  void standBesideEachOtherInTheOrderOfTheirBytesAndSurviveARestart(@TempDir Path folder) {
    List<String> inOrder =
        HostileKeys.all()
            .sorted(
                (l, r) ->
                    Arrays.compareUnsigned(
                        l.getBytes(StandardCharsets.UTF_8), r.getBytes(StandardCharsets.UTF_8)))
            .toList();
    try (S3Fixture first = new S3Fixture(folder)) {
      inOrder.forEach(key -> first.put(key, key));
    }
    try (S3Fixture second = new S3Fixture(folder)) {
      List<String> listed =
          second
              .client
              .listObjectsV2Paginator(
                  b -> b.bucket(S3Fixture.BUCKET).maxKeys(7).encodingType(EncodingType.URL))
              .contents()
              .stream()
              .map(S3Object::key)
              .toList();

      assertThat(listed).containsExactlyElementsOf(inOrder);
      assertThat(inOrder).allSatisfy(key -> assertThat(second.get(key)).isEqualTo(key));
    }
  }

  @Test
  void isRefusedOverTenHundredAndTwentyFourBytes() {
    assertThat(S3Fixture.statusOf(() -> s3.put("x".repeat(1025), "x"))).isEqualTo(400);
    assertThat(S3Fixture.statusOf(() -> s3.put("ü".repeat(513), "x"))).isEqualTo(400);
  }

  @Test
  void removingADirectoryLikeKeyLeavesWhatIsBelow() {
    s3.put("shelf", "1");
    s3.put("shelf/book", "2");
    s3.client.deleteObject(b -> b.bucket(S3Fixture.BUCKET).key("shelf"));

    assertThat(s3.get("shelf/book")).isEqualTo("2");
    assertThat(
            org.junit.jupiter.api.Assertions.assertThrows(
                NoSuchKeyException.class, () -> s3.get("shelf")))
        .isNotNull();
  }

  private List<String> keys(String prefix) {
    return s3
        .client
        .listObjectsV2(
            b -> b.bucket(S3Fixture.BUCKET).prefix(prefix).encodingType(EncodingType.URL))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }
}
