package io.calotype.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What each role may do: every action and resource of every policy of a deployment, as a list that
 * is read by people. A change of rights is a change of that file.
 */
final class RolesTest {
  private static final Path EXPECTED =
      Path.of("src", "test", "resources", "io", "calotype", "infra", "aws", "roles.txt");

  /** Actions that know no narrower resource, or roles of the CDK's own. */
  private static final Map<String, String> ANY_RESOURCE =
      Map.of(
          "LogRetention", "the CDK's own role, which sets how long logs are kept in many regions");

  @Test
  void mayDoWhatIsListedAndNoMore() throws IOException {
    String found = String.join("\n", lines()) + "\n";
    // To take a change over, look at it and copy the file.
    Files.writeString(Path.of("target", "roles.txt"), found);
    assertThat(found).isEqualTo(Files.readString(EXPECTED, StandardCharsets.UTF_8));
  }

  @Test
  void mayDoNothingToEverythingWithoutAReason() {
    assertThat(lines())
        .filteredOn(line -> line.endsWith(" on *"))
        .allMatch(line -> ANY_RESOURCE.keySet().stream().anyMatch(line::contains));
  }

  @Test
  void mayNeverDoEverything() {
    assertThat(lines()).noneMatch(line -> line.contains(" s3:* ") || line.contains(" * on "));
  }

  private static Set<String> lines() {
    Set<String> lines = new TreeSet<>();
    // By their names without the region.
    Map<String, JsonNode> stacks =
        Map.of(
            "Calotype", Synthesised.FULL.home(),
            "Calotype-Edge", Synthesised.FULL.edge(),
            "Calotype-Replica", Synthesised.FULL.replica());
    stacks.forEach((stack, template) -> add(stack, template.path("Resources"), lines));
    return lines;
  }

  private static void add(String stack, JsonNode resources, Set<String> lines) {
    resources
        .properties()
        .forEach(
            resource -> {
              JsonNode properties = resource.getValue().path("Properties");
              if (resource.getValue().path("Type").asText().equals("AWS::IAM::Policy")) {
                add(stack, named(properties.at("/Roles/0/Ref").asText()), properties, lines);
              }
              properties
                  .path("Policies")
                  .forEach(inline -> add(stack, named(resource.getKey()), inline, lines));
              properties
                  .path("ManagedPolicyArns")
                  .forEach(
                      managed ->
                          lines.add(
                              stack
                                  + " "
                                  + named(resource.getKey())
                                  + " managed policy "
                                  + text(managed)));
            });
  }

  private static void add(String stack, String role, JsonNode policy, Set<String> lines) {
    for (JsonNode statement : policy.at("/PolicyDocument/Statement")) {
      for (String action : oneOrMany(statement.path("Action"))) {
        for (String resource : oneOrMany(statement.path("Resource"))) {
          lines.add(
              stack
                  + " "
                  + role
                  + " "
                  + action
                  + " on "
                  + resource
                  + (statement.has("Condition") ? " if " + statement.path("Condition") : ""));
        }
      }
    }
  }

  private static Set<String> oneOrMany(JsonNode value) {
    Set<String> texts = new TreeSet<>();
    if (value.isArray()) {
      value.forEach(item -> texts.add(text(item)));
    } else {
      texts.add(text(value));
    }
    return texts;
  }

  /** A value as it reads: references by their names, without what the CDK appends. */
  private static String text(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue().replaceAll("[0-9a-f]{64}\\.jar", "<hash>.jar");
    }
    if (value.has("Ref")) {
      return "<" + named(value.path("Ref").asText()) + ">";
    }
    if (value.has("Fn::GetAtt")) {
      return "<" + named(value.at("/Fn::GetAtt/0").asText()) + ">";
    }
    if (value.has("Fn::Sub")) {
      return value.path("Fn::Sub").asText();
    }
    StringBuilder joined = new StringBuilder();
    value.at("/Fn::Join/1").forEach(part -> joined.append(text(part)));
    return joined.toString();
  }

  private static String named(String id) {
    return id.replaceAll("[0-9A-F]{8}$", "");
  }
}
