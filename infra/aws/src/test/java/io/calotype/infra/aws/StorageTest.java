package io.calotype.infra.aws;

import static io.calotype.infra.aws.Synthesised.TEMPLATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

final class StorageTest {
  @Test
  void hasBucketsAllPrivateEncryptedAndKept() {
    List<JsonNode> buckets = all("AWS::S3::Bucket");

    assertThat(buckets)
        .hasSize(4)
        .allSatisfy(
            bucket -> {
              assertThat(bucket.get("DeletionPolicy").textValue()).isEqualTo("Retain");
              assertThat(bucket.get("UpdateReplacePolicy").textValue()).isEqualTo("Retain");
              assertThat(bucket.at("/Properties/PublicAccessBlockConfiguration"))
                  .hasSize(4)
                  .allMatch(JsonNode::booleanValue);
              assertThat(
                      bucket.at(
                          "/Properties/BucketEncryption/ServerSideEncryptionConfiguration/0"
                              + "/ServerSideEncryptionByDefault/SSEAlgorithm"))
                  .hasToString("\"AES256\"");
            });
  }

  @Test
  void letsNoBucketBeReachedWithoutTls() {
    assertThat(all("AWS::S3::BucketPolicy"))
        .hasSize(4)
        .allSatisfy(
            policy ->
                assertThat(policy.at("/Properties/PolicyDocument/Statement"))
                    .anySatisfy(
                        statement -> {
                          assertThat(statement.get("Effect")).hasToString("\"Deny\"");
                          assertThat(statement.get("Action")).hasToString("\"s3:*\"");
                          assertThat(statement.at("/Principal/AWS")).hasToString("\"*\"");
                          assertThat(statement.at("/Condition/Bool/aws:SecureTransport"))
                              .hasToString("\"false\"");
                        }));
  }

  /** The job has no such key: it could not even look at the object. */
  @Test
  void takesNoOriginalsUnderKeysOfTheirUploaders() {
    List<JsonNode> denials =
        all("AWS::S3::BucketPolicy").stream()
            .flatMap(
                policy ->
                    StreamSupport.stream(
                        policy.at("/Properties/PolicyDocument/Statement").spliterator(), false))
            .filter(statement -> statement.path("Sid").asText().equals("NoCustomerProvidedKeys"))
            .toList();
    assertThat(denials)
        .singleElement()
        .satisfies(
            statement -> {
              assertThat(statement.get("Effect")).hasToString("\"Deny\"");
              assertThat(statement.get("Action")).hasToString("\"s3:PutObject\"");
              assertThat(statement.at("/Principal/AWS")).hasToString("\"*\"");
              assertThat(statement.get("Resource").toString())
                  .contains("SystemStorageOriginals")
                  .contains("/*");
              assertThat(statement.get("Condition"))
                  .hasToString(
                      "{\"Null\":{\"s3:x-amz-server-side-encryption-customer-algorithm\":\"false\"}}");
            });
  }

  @Test
  void tellsEventBridgeOfOriginalsOnly() {
    assertThat(Synthesised.properties("AWS::S3::Bucket", "SystemStorageOriginals"))
        .containsEntry(
            "NotificationConfiguration",
            Map.of("EventBridgeConfiguration", Map.of("EventBridgeEnabled", true)))
        .containsEntry("VersioningConfiguration", Map.of("Status", "Enabled"));
    assertThat(Synthesised.properties("AWS::S3::Bucket", "SystemStorageVariants"))
        .doesNotContainKey("NotificationConfiguration");
    TEMPLATE.resourceCountIs("Custom::S3BucketNotifications", 0);
  }

  @Test
  void letsPagesOnlyPutTheirTickets() {
    assertThat(Synthesised.properties("AWS::S3::Bucket", "SystemStorageOriginals"))
        .containsEntry(
            "CorsConfiguration",
            Map.of(
                "CorsRules",
                List.of(
                    Map.of(
                        "AllowedHeaders", List.of("content-type", "if-none-match"),
                        "AllowedMethods", List.of("PUT"),
                        "AllowedOrigins",
                            List.of("https://pictures.example.com", "https://app.example.com"),
                        "MaxAge", 600))));
    assertThat(Synthesised.properties("AWS::S3::Bucket", "SystemStorageVariants"))
        .doesNotContainKey("CorsConfiguration");
  }

  private static List<JsonNode> all(String type) {
    JsonMapper json = new JsonMapper();
    return TEMPLATE.findResources(type).values().stream()
        .map(resource -> json.<JsonNode>valueToTree(resource))
        .toList();
  }
}
