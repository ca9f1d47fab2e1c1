package io.calotype.infra.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/** cdk-nag's rules for AWS solutions, and what they find. */
final class Nag {
  private static final Pattern RULE = Pattern.compile("AwsSolutions-[A-Z]+[0-9]+(\\[[^]]*])?");

  private Nag() {}

  /** Has the rules look at an app when it is synthesised. */
  static void watch(App app) {
    Aspects.of(app).add(AwsSolutionsChecks.Builder.create().build());
  }

  /** What they found: rule and path, as {@code AwsSolutions-S1 /Calotype/Storage/Resource}. */
  static Set<String> findings(Path folder, String stack) throws IOException {
    Set<String> findings = new TreeSet<>();
    JsonNode metadata =
        new JsonMapper().readTree(folder.resolve(stack + ".metadata.json").toFile());
    for (Map.Entry<String, JsonNode> construct : metadata.properties()) {
      for (JsonNode entry : construct.getValue()) {
        Matcher rule = RULE.matcher(entry.path("data").asText());
        if (rule.lookingAt()) {
          findings.add(rule.group() + " " + construct.getKey());
        } else if (entry.path("type").asText().matches("aws:cdk:(warning|error)")) {
          findings.add(
              entry.path("data").asText().lines().findFirst().orElse("")
                  + " "
                  + construct.getKey());
        }
      }
    }
    return findings;
  }
}
