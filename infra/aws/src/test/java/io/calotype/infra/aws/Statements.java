package io.calotype.infra.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a role may do, as the template says it. */
final class Statements {
  private static final JsonMapper JSON = new JsonMapper();

  private Statements() {}

  /** Each statement's actions by its {@code Sid}, of the only policy whose id begins so. */
  static Map<String, List<String>> actions(String policyIdPrefix) {
    Map<String, List<String>> actions = new TreeMap<>();
    for (JsonNode statement : of(policyIdPrefix)) {
      actions.put(statement.path("Sid").asText(), texts(statement.get("Action")));
    }
    return actions;
  }

  /** Each statement's resources, as JSON, by its {@code Sid}. */
  static Map<String, String> resources(String policyIdPrefix) {
    Map<String, String> resources = new TreeMap<>();
    for (JsonNode statement : of(policyIdPrefix)) {
      resources.put(statement.path("Sid").asText(), statement.get("Resource").toString());
    }
    return resources;
  }

  private static JsonNode of(String policyIdPrefix) {
    return JSON.valueToTree(Synthesised.properties("AWS::IAM::Policy", policyIdPrefix))
        .at("/PolicyDocument/Statement");
  }

  private static List<String> texts(JsonNode oneOrMany) {
    List<String> texts = new ArrayList<>();
    if (oneOrMany.isTextual()) {
      texts.add(oneOrMany.textValue());
    }
    oneOrMany.forEach(item -> texts.add(item.textValue()));
    return texts;
  }
}
