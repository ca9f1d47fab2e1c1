package io.calotype.infra.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;

/** The template of one deployment, synthesised once for all tests: that takes seconds. */
final class Synthesised {
  static final DeploymentSettings SETTINGS =
      new DeploymentSettings(
          "123456789012",
          "eu-central-1",
          "https://pictures.example.com",
          "https://login.example.com/pool",
          List.of("app"),
          List.of("https://app.example.com"));

  static final Template TEMPLATE = synthesise();

  private Synthesised() {}

  /** The properties of the only resource of a type whose logical id begins so. */
  static Map<String, Object> resource(String type, String idPrefix) {
    Map<String, Map<String, Object>> found =
        TEMPLATE.findResources(type).entrySet().stream()
            .filter(resource -> resource.getKey().startsWith(idPrefix))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    if (found.size() != 1) {
      throw new AssertionError(
          "expected one " + type + " named " + idPrefix + "... but got " + found.keySet());
    }
    return found.values().iterator().next();
  }

  /** The resource's properties. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> properties(String type, String idPrefix) {
    return (Map<String, Object>) resource(type, idPrefix).get("Properties");
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

  private static Template synthesise() {
    try {
      Path temp = Files.createTempDirectory("calotype-synth");
      temp.toFile().deleteOnExit();
      // Stand-ins: what is asserted here does not depend on what is in the jars.
      Path pipeline = Files.writeString(temp.resolve("pipeline.jar"), "pipeline");
      Path lambda = Files.writeString(temp.resolve("lambda.jar"), "lambda");
      App app =
          new App(
              AppProps.builder()
                  .analyticsReporting(false)
                  .outdir(temp.resolve("cdk.out").toString())
                  .build());
      return Template.fromStack(CalotypeApp.stack(app, SETTINGS, new Programs(pipeline, lambda)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
