package io.calotype.infra.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.infra.aws.delivery.EdgeBundles;
import io.calotype.infra.aws.delivery.EdgeFunctions;
import io.calotype.infra.aws.settings.DeploymentSettings;
import io.calotype.infra.aws.settings.RecipeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/**
 * Deployments, each synthesised once for all tests, since that takes seconds.
 *
 * @param app with all stacks
 * @param folder where the templates stand
 * @param settings what it was told
 */
record Synthesised(App app, Path folder, DeploymentSettings settings) {
  /** With most of what can be asked for. */
  static final DeploymentSettings SETTINGS =
      settings(
          "eu-central-1",
          """
          {
            "delivery": {
              "domain": "pictures.example.com",
              "certificate": "arn:aws:acm:us-east-1:123456789012:certificate/1a2b",
              "firewall": "managed",
              "originShield": true
            },
            "tokens": {"issuer": "https://login.example.com/pool", "audiences": ["app"]},
            "corsOrigins": ["https://app.example.com"],
            "replicaRegion": "eu-west-1",
            "alarmEmail": "ops@example.com"
          }
          """);

  /** The rest: a key of its own, everything in us-east-1, a Cognito pool, shards by number. */
  static final DeploymentSettings OTHER_SETTINGS =
      settings(
          "us-east-1",
          """
          {
            "storage": {"customerKey": true, "transferAcceleration": true, "variantsIdleDays": 0},
            "stream": {"shards": 4},
            "job": {"parallelism": 8, "autoscaling": false, "metrics": "TASK"}
          }
          """);

  /** Another system of the same account, whose second region is the same. */
  private static final DeploymentSettings NEIGHBOUR_SETTINGS =
      settings(
          "eu-north-1",
          """
          {
            "delivery": {"firewall": "managed", "originShield": true},
            "replicaRegion": "eu-west-1"
          }
          """);

  static final Synthesised FULL = synthesise(SETTINGS);
  static final Synthesised OTHER = synthesise(OTHER_SETTINGS);
  static final Synthesised NEIGHBOUR = synthesise(NEIGHBOUR_SETTINGS);

  /** The home region's template. */
  static final Template TEMPLATE = FULL.template(FULL.homeStack());

  private static final JsonMapper JSON = new JsonMapper();

  /** The name of the home region's stack. */
  String homeStack() {
    return CalotypeStack.name(settings);
  }

  /** The name of the stack in us-east-1. */
  String edgeStack() {
    return EdgeFunctions.stack(settings);
  }

  /** The name of the second region's stack, where there is one. */
  String replicaStack() {
    return ReplicaStack.name(settings);
  }

  /** The home region's template as a tree. */
  JsonNode home() {
    return tree(homeStack());
  }

  /** The template of the stack in us-east-1 as a tree. */
  JsonNode edge() {
    return tree(edgeStack());
  }

  /** The second region's template as a tree. */
  JsonNode replica() {
    return tree(replicaStack());
  }

  /** The template of a stack. */
  Template template(String stack) {
    return Template.fromStack((Stack) app.getNode().findChild(stack));
  }

  private JsonNode tree(String stack) {
    try {
      return JSON.readTree(folder.resolve(stack + ".template.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The properties of the only resource of a type whose logical id begins so. */
  static Map<String, Object> resource(String type, String idPrefix) {
    return resource(TEMPLATE, type, idPrefix);
  }

  static Map<String, Object> resource(Template template, String type, String idPrefix) {
    Map<String, Map<String, Object>> found =
        template.findResources(type).entrySet().stream()
            .filter(resource -> resource.getKey().startsWith(idPrefix))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    if (found.size() != 1) {
      throw new AssertionError(
          "expected one " + type + " named " + idPrefix + "... but got " + found.keySet());
    }
    return found.values().iterator().next();
  }

  /** The resource's properties. */
  static Map<String, Object> properties(String type, String idPrefix) {
    return properties(TEMPLATE, type, idPrefix);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> properties(Template template, String type, String idPrefix) {
    return (Map<String, Object>) resource(template, type, idPrefix).get("Properties");
  }

  /** The only logical id of a type that begins so. */
  static String id(String type, String idPrefix) {
    List<String> ids =
        TEMPLATE.findResources(type).keySet().stream()
            .filter(id -> id.startsWith(idPrefix))
            .toList();
    if (ids.size() != 1) {
      throw new AssertionError("expected one " + type + " named " + idPrefix + " but got " + ids);
    }
    return ids.get(0);
  }

  static DeploymentSettings settings(String region, String file) {
    try {
      return DeploymentSettings.of(
          "123456789012", region, new JsonMapper().readTree(file), new RecipeSource(Path.of("")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Synthesised synthesise(DeploymentSettings settings) {
    try {
      // Tests read it until their process ends: where mvn clean finds it.
      Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
      Path temp = Files.createTempDirectory(target, "synthesised");
      Path folder = temp.resolve("cdk.out");
      App app =
          new App(
              AppProps.builder()
                  .analyticsReporting(false)
                  .context(CalotypeApp.context())
                  .outdir(folder.toString())
                  .build());
      Path edge = Path.of("..", "..", "edge-lambda", "edge");
      // Stand-ins: what is asserted here does not depend on what is in the jars.
      Programs programs =
          new Programs(
              Files.writeString(temp.resolve("pipeline.jar"), "pipeline"),
              Files.writeString(temp.resolve("tickets.jar"), "tickets"),
              Files.writeString(temp.resolve("on-the-fly.jar"), "on the fly"),
              edge);
      Path bundles = EdgeBundles.bundle(settings, edge, temp.resolve("edge"));
      new CalotypeApp(app, settings, programs, bundles).build();
      Nag.watch(app);
      app.synth();
      return new Synthesised(app, folder, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
