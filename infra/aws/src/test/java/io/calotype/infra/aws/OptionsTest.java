package io.calotype.infra.aws;

import static io.calotype.infra.aws.Synthesised.FULL;
import static io.calotype.infra.aws.Synthesised.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the configuration switches on and off. */
final class OptionsTest {
  private final JsonNode full = FULL.home().path("Resources");
  private final JsonNode other = OTHER.home().path("Resources");
  private final JsonNode replica = FULL.replica().path("Resources");
  private final JsonNode edge = FULL.edge().path("Resources");

  @Test
  void encryptsBucketsStreamAndQueueWithAKeyOfTheAccountsOwn() {
    JsonNode key = only(other, "AWS::KMS::Key", "");
    assertThat(key.path("DeletionPolicy").textValue()).isEqualTo("Retain");
    assertThat(key.at("/Properties/EnableKeyRotation").booleanValue()).isTrue();
    for (String bucket : List.of("Originals", "Variants", "DeadLetters")) {
      assertThat(algorithm(only(other, "AWS::S3::Bucket", "SystemStorage" + bucket)))
          .isEqualTo("aws:kms");
    }
    assertThat(algorithm(only(other, "AWS::S3::Bucket", "SystemStorageAccessLogs")))
        .as("nothing else can be delivered")
        .isEqualTo("AES256");
    assertThat(only(other, "AWS::Kinesis::Stream", "").at("/Properties/StreamEncryption/KeyId"))
        .isNotEmpty();
    assertThat(only(other, "AWS::SQS::Queue", "").at("/Properties").has("KmsMasterKeyId")).isTrue();
    assertThat(all(full, "AWS::KMS::Key")).isEmpty();
  }

  @Test
  void letsEventBridgeUseTheKeyForWhatItCannotDeliver() {
    assertThat(only(other, "AWS::KMS::Key", "").at("/Properties/KeyPolicy/Statement"))
        .anySatisfy(
            statement -> {
              assertThat(statement.at("/Principal/Service").asText())
                  .isEqualTo("events.amazonaws.com");
              assertThat(statement.path("Action").toString())
                  .isEqualTo("[\"kms:Decrypt\",\"kms:GenerateDataKey\"]");
            });
  }

  @Test
  void acceleratesUploadsWhereToldTo() {
    assertThat(
            only(other, "AWS::S3::Bucket", "SystemStorageOriginals")
                .at("/Properties/AccelerateConfiguration/AccelerationStatus")
                .textValue())
        .isEqualTo("Enabled");
    assertThat(
            only(full, "AWS::S3::Bucket", "SystemStorageOriginals")
                .path("Properties")
                .has("AccelerateConfiguration"))
        .isFalse();
  }

  @Test
  void takesShardsByNumberOrByDemand() {
    JsonNode provisioned = only(other, "AWS::Kinesis::Stream", "").path("Properties");
    assertThat(provisioned.path("ShardCount").intValue()).isEqualTo(4);
    assertThat(provisioned.at("/StreamModeDetails/StreamMode").textValue())
        .isEqualTo("PROVISIONED");
  }

  @Test
  void runsTheJobAsToldAndStartsIt() {
    JsonNode flink =
        only(other, "AWS::KinesisAnalyticsV2::Application", "")
            .at("/Properties/ApplicationConfiguration/FlinkApplicationConfiguration");
    assertThat(flink.at("/ParallelismConfiguration/Parallelism").intValue()).isEqualTo(8);
    assertThat(flink.at("/ParallelismConfiguration/AutoScalingEnabled").booleanValue()).isFalse();
    assertThat(flink.at("/MonitoringConfiguration/MetricsLevel").textValue()).isEqualTo("TASK");
    assertThat(all(other, "Custom::AWS"))
        .filteredOn(call -> call.toString().contains("startApplication"))
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.at("/Properties").has("Create")).isTrue();
              assertThat(call.at("/Properties").has("Update")).isFalse();
              assertThat(call.at("/Properties").has("Delete")).isFalse();
            });
  }

  @Test
  void startsTheJobOnceAllOfItIsThereItsLogToo() {
    for (JsonNode stack : List.of(full, other, replica)) {
      assertThat(all(stack, "Custom::AWS"))
          .filteredOn(call -> call.toString().contains("startApplication"))
          .singleElement()
          .satisfies(
              call ->
                  assertThat(call.path("DependsOn"))
                      .extracting(JsonNode::textValue)
                      .anyMatch(id -> id.startsWith("ProcessingLogging"))
                      .anyMatch(id -> id.startsWith("ProcessingApplication")));
    }
  }

  @Test
  void makesAPoolWhereThereIsNoIssuer() {
    JsonNode pool = only(other, "AWS::Cognito::UserPool", "");
    assertThat(pool.path("DeletionPolicy").textValue()).isEqualTo("Retain");
    assertThat(pool.at("/Properties/AdminCreateUserConfig/AllowAdminCreateUserOnly").booleanValue())
        .isTrue();
    assertThat(
            only(other, "AWS::ApiGatewayV2::Authorizer", "")
                .at("/Properties/JwtConfiguration/Issuer")
                .toString())
        .contains("https://cognito-idp.us-east-1.amazonaws.com/");
    assertThat(all(full, "AWS::Cognito::UserPool")).isEmpty();
  }

  @Test
  void copiesOriginalsToTheSecondRegion() {
    JsonNode rule =
        only(full, "AWS::S3::Bucket", "SystemStorageOriginals")
            .at("/Properties/ReplicationConfiguration/Rules/0");
    assertThat(rule.at("/Destination/Bucket").textValue())
        .isEqualTo("arn:aws:s3:::calotype-originals-123456789012-eu-central-1-eu-west-1");
    assertThat(rule.at("/DeleteMarkerReplication/Status").textValue()).isEqualTo("Enabled");
    JsonNode copies = only(replica, "AWS::S3::Bucket", "SystemStorageOriginals");
    assertThat(copies.at("/Properties/BucketName").textValue())
        .isEqualTo("calotype-originals-123456789012-eu-central-1-eu-west-1");
    assertThat(copies.at("/Properties/VersioningConfiguration/Status").textValue())
        .isEqualTo("Enabled");
    assertThat(all(replica, "AWS::KinesisAnalyticsV2::Application")).hasSize(1);
    assertThat(all(other, "AWS::IAM::Role").toString()).doesNotContain("Copies originals");
  }

  @Test
  void keepsEveryBucketInEveryRegionPrivate() {
    for (JsonNode stack : List.of(full, other, replica)) {
      assertThat(all(stack, "AWS::S3::Bucket"))
          .hasSize(4)
          .allSatisfy(
              bucket -> {
                assertThat(bucket.path("DeletionPolicy").textValue()).isEqualTo("Retain");
                assertThat(bucket.at("/Properties/PublicAccessBlockConfiguration"))
                    .hasSize(4)
                    .allMatch(JsonNode::booleanValue);
                assertThat(algorithm(bucket)).isNotEmpty();
              });
    }
  }

  @Test
  void keepsLogsAtTheEdgeForAMonthInEachRegion() {
    List<JsonNode> retentions = all(edge, "Custom::LogRetention");
    assertThat(retentions)
        .hasSize(13 * 4)
        .allMatch(each -> each.at("/Properties/RetentionInDays").intValue() == 30)
        .anySatisfy(
            each -> {
              assertThat(each.at("/Properties/LogGroupName").textValue())
                  .isEqualTo("/aws/lambda/us-east-1.calotype-eu-central-1-viewer-request");
              assertThat(each.at("/Properties/LogGroupRegion").textValue())
                  .isEqualTo("ap-northeast-1");
            });
  }

  @Test
  void tellsOfAlarmsByMailAndOfTheirEnd() {
    assertThat(only(full, "AWS::SNS::Subscription", "").at("/Properties/Endpoint").textValue())
        .isEqualTo("ops@example.com");
    assertThat(all(other, "AWS::SNS::Subscription")).isEmpty();
    assertThat(all(full, "AWS::CloudWatch::Alarm"))
        .hasSize(10)
        .allSatisfy(
            alarm -> {
              assertThat(alarm.at("/Properties/AlarmActions")).hasSize(1);
              assertThat(alarm.at("/Properties/OKActions")).hasSize(1);
            });
    assertThat(all(replica, "AWS::CloudWatch::Alarm")).hasSize(9);
  }

  private static String algorithm(JsonNode bucket) {
    return bucket
        .at(
            "/Properties/BucketEncryption/ServerSideEncryptionConfiguration/0"
                + "/ServerSideEncryptionByDefault/SSEAlgorithm")
        .asText();
  }

  private static List<JsonNode> all(JsonNode resources, String type) {
    List<JsonNode> found = new ArrayList<>();
    resources.forEach(
        resource -> {
          if (resource.path("Type").asText().equals(type)) {
            found.add(resource);
          }
        });
    return found;
  }

  private static JsonNode only(JsonNode resources, String type, String idPrefix) {
    List<JsonNode> found = new ArrayList<>();
    resources
        .properties()
        .forEach(
            resource -> {
              if (resource.getKey().startsWith(idPrefix)
                  && resource.getValue().path("Type").asText().equals(type)) {
                found.add(resource.getValue());
              }
            });
    assertThat(found).as("%s %s", type, idPrefix).hasSize(1);
    return found.get(0);
  }
}
