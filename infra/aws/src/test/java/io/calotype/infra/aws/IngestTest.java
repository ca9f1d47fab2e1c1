package io.calotype.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class IngestTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void matchesBySharedPatternFile() throws Exception {
    ObjectNode expected =
        (ObjectNode) JSON.readTree(Path.of("..", "events", "original-events.json").toFile());
    String bucket = Synthesised.id("AWS::S3::Bucket", "SystemStorageOriginals");
    ((ObjectNode) expected.at("/detail/bucket"))
        .set("name", JSON.valueToTree(List.of(Map.of("Ref", bucket))));

    JsonNode pattern = JSON.valueToTree(rule().get("EventPattern"));
    assertThat(pattern).isEqualTo(expected);
  }

  @Test
  void keepsTheEventsOfAnObjectInOneShard() {
    assertThat(target())
        .containsEntry("KinesisParameters", Map.of("PartitionKeyPath", "$.detail.object.key"));
  }

  @Test
  void keepsWhatCannotBeDelivered() {
    String queue = Synthesised.id("AWS::SQS::Queue", "SystemIngestUndelivered");
    assertThat(target())
        .containsEntry(
            "DeadLetterConfig", Map.of("Arn", Map.of("Fn::GetAtt", List.of(queue, "Arn"))))
        .containsEntry(
            "RetryPolicy", Map.of("MaximumEventAgeInSeconds", 86_400, "MaximumRetryAttempts", 185));
    assertThat(Synthesised.properties("AWS::SQS::Queue", "SystemIngestUndelivered"))
        .containsEntry("SqsManagedSseEnabled", true)
        .containsEntry("MessageRetentionPeriod", 1_209_600);
  }

  @Test
  void letsTheRuleAndOnlyTheRuleSendToTheQueue() {
    String rule = Synthesised.id("AWS::Events::Rule", "SystemIngestOriginalEvents");
    JsonNode statements =
        JSON.valueToTree(Synthesised.properties("AWS::SQS::QueuePolicy", "SystemIngestUndelivered"))
            .at("/PolicyDocument/Statement");

    assertThat(statements)
        .filteredOn(statement -> statement.get("Effect").textValue().equals("Allow"))
        .singleElement()
        .satisfies(
            statement -> {
              assertThat(statement.at("/Principal/Service").textValue())
                  .isEqualTo("events.amazonaws.com");
              assertThat(statement.get("Action").textValue()).isEqualTo("sqs:SendMessage");
              assertThat(
                      statement.at("/Condition/ArnEquals/aws:SourceArn/Fn::GetAtt/0").textValue())
                  .isEqualTo(rule);
            });
    assertThat(statements.toString()).contains("aws:SecureTransport");
  }

  @Test
  void encryptsTheStreamAndKeepsAWeek() {
    assertThat(Synthesised.properties("AWS::Kinesis::Stream", "SystemIngestEvents"))
        .containsEntry("RetentionPeriodHours", 168)
        .containsEntry("StreamModeDetails", Map.of("StreamMode", "ON_DEMAND"))
        .containsEntry(
            "StreamEncryption", Map.of("EncryptionType", "KMS", "KeyId", "alias/aws/kinesis"));
  }

  private static Map<String, Object> rule() {
    return Synthesised.properties("AWS::Events::Rule", "SystemIngestOriginalEvents");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> target() {
    List<Object> targets = (List<Object>) rule().get("Targets");
    assertThat(targets).hasSize(1);
    return (Map<String, Object>) targets.get(0);
  }
}
