package io.calotype.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class ProcessingTest {
  private static final String APPLICATION = "AWS::KinesisAnalyticsV2::Application";

  private final JsonNode application =
      new JsonMapper().valueToTree(Synthesised.properties(APPLICATION, "ProcessingApplication"));

  @Test
  void runsTheJobOnFlink22() {
    assertThat(application.get("RuntimeEnvironment").textValue()).isEqualTo("FLINK-2_2");
    assertThat(
            application
                .at("/ApplicationConfiguration/ApplicationCodeConfiguration/CodeContentType")
                .textValue())
        .isEqualTo("ZIPFILE");
    assertThat(
            application
                .at(
                    "/ApplicationConfiguration/ApplicationCodeConfiguration/CodeContent/S3ContentLocation/FileKey")
                .textValue())
        .endsWith(".jar");
    assertThat(
            application
                .at("/ApplicationConfiguration/ApplicationSnapshotConfiguration/SnapshotsEnabled")
                .booleanValue())
        .isTrue();
  }

  @Test
  void tellsTheJobOfItsBucketsAndItsStream() {
    JsonNode groups =
        application.at("/ApplicationConfiguration/EnvironmentProperties/PropertyGroups");

    assertThat(groups).hasSize(1);
    assertThat(groups.at("/0/PropertyGroupId").textValue()).isEqualTo("calotype");
    JsonNode properties = groups.at("/0/PropertyMap");
    assertThat(properties.at("/bucket.originals/Ref").textValue())
        .isEqualTo(Synthesised.id("AWS::S3::Bucket", "SystemStorageOriginals"));
    assertThat(properties.at("/bucket.variants/Ref").textValue())
        .isEqualTo(Synthesised.id("AWS::S3::Bucket", "SystemStorageVariants"));
    assertThat(properties.at("/bucket.dead-letters/Ref").textValue())
        .isEqualTo(Synthesised.id("AWS::S3::Bucket", "SystemStorageDeadLetters"));
    assertThat(properties.at("/stream.arn/Fn::GetAtt/0").textValue())
        .isEqualTo(Synthesised.id("AWS::Kinesis::Stream", "SystemIngestEvents"));
    assertThat(properties.get("engine").textValue())
        .as("auto would halve the ladder in silence where the library is missing")
        .isEqualTo("vips");
  }

  @Test
  void letsTheJobDoWhatItDoesAndNoMore() {
    assertThat(Statements.actions("ProcessingRole"))
        .isEqualTo(
            Map.ofEntries(
                Map.entry(
                    "ReadEvents",
                    List.of(
                        "kinesis:DescribeStreamSummary",
                        "kinesis:GetRecords",
                        "kinesis:GetShardIterator",
                        "kinesis:ListShards")),
                Map.entry("ReadOriginals", List.of("s3:GetObject")),
                Map.entry(
                    "KeepVariants", List.of("s3:DeleteObject", "s3:GetObject", "s3:PutObject")),
                Map.entry("TellMissingFromForbidden", List.of("s3:ListBucket")),
                Map.entry("WriteDeadLetters", List.of("s3:PutObject")),
                Map.entry("KeepMarkersOfRenders", List.of("s3:DeleteObject", "s3:GetObject")),
                Map.entry("Announce", List.of("events:PutEvents")),
                Map.entry("Invalidate", List.of("cloudfront:CreateInvalidation")),
                Map.entry("ReadJar", List.of("s3:GetObject", "s3:GetObjectVersion")),
                Map.entry("WriteLogs", List.of("logs:DescribeLogStreams", "logs:PutLogEvents")),
                Map.entry("FindLogs", List.of("logs:DescribeLogGroups"))));
  }

  @Test
  void neverLetsTheJobChangeOriginals() {
    String originals = Synthesised.id("AWS::S3::Bucket", "SystemStorageOriginals");

    Statements.resources("ProcessingRole")
        .forEach(
            (sid, resources) -> {
              assertThat(resources).as(sid).isNotEqualTo("\"*\"");
              if (!List.of("ReadOriginals", "TellMissingFromForbidden").contains(sid)) {
                assertThat(resources).as(sid).doesNotContain(originals);
              }
            });
  }

  @Test
  void waitsForTheRolesPolicy() {
    assertThat(Synthesised.resource(APPLICATION, "ProcessingApplication").get("DependsOn"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .anySatisfy(id -> assertThat(id.toString()).startsWith("ProcessingRoleDefaultPolicy"));
  }

  @Test
  void keepsLogsForAMonth() {
    assertThat(Synthesised.properties("AWS::Logs::LogGroup", "ProcessingLogs"))
        .containsEntry("RetentionInDays", 30);
    assertThat(
            new JsonMapper()
                .valueToTree(
                    Synthesised.properties(
                        "AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption",
                        "ProcessingLogging"))
                .at("/CloudWatchLoggingOption/LogStreamARN")
                .toString())
        .contains(":logs:eu-central-1:123456789012:log-group:")
        .contains(":log-stream:");
  }
}
