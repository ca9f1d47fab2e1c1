package io.calotype.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each resource against what CloudFormation itself says of its type, offline. */
final class CloudFormationSchemaTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path temp;

  @Test
  void everyResourceIsAsCloudFormationExpectsIt() throws Exception {
    Checked checked =
        check(
            Stream.concat(
                    templates(Synthesised.FULL.folder()), templates(Synthesised.OTHER.folder()))
                .toList());

    assertThat(checked.said()).matches("(?s)[0-9]{3} resources are as CloudFormation .*");
    assertThat(checked.status()).isZero();
  }

  @Test
  void wouldSeeAMistake() throws Exception {
    JsonNode template =
        JSON.readTree(
            """
            {"Resources": {
              "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeOut": 3}},
              "Stream": {"Type": "AWS::Kinesis::Stream", "Properties": {"ShardCount": "many"}},
              "Rule": {"Type": "AWS::Events::Rule", "Properties": {"State": "ON",
                "Targets": [{"Id": "a"}], "Description": {"Fn::GetAtt": ["Queue", "Arnn"]}}},
              "Thing": {"Type": "AWS::S3::Buckets"}
            }}
            """);
    Path file = temp.resolve("wrong.template.json");
    Files.writeString(file, JSON.writeValueAsString((ObjectNode) template));

    Checked checked = check(List.of(file));

    assertThat(checked.status()).isEqualTo(1);
    assertThat(checked.said().lines())
        .anyMatch(line -> line.startsWith("Queue (AWS::SQS::Queue).VisibilityTimeOut: expected"))
        .anyMatch(line -> line.contains("ShardCount: expected a number but got \"many\""))
        .anyMatch(line -> line.contains("Targets[0].Arn: expected it, since it is required"))
        .anyMatch(line -> line.contains("expected an attribute of Queue but got Arnn"))
        .anyMatch(line -> line.contains("got AWS::S3::Buckets"));
  }

  private static Stream<Path> templates(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".template.json"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private record Checked(int status, String said) {}

  private static Checked check(List<Path> templates) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", "src/test/node/check-templates.mjs"));
    templates.forEach(template -> command.add(template.toString()));
    Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Checked(node.waitFor(), said);
  }
}
