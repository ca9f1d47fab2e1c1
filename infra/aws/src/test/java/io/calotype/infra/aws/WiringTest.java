package io.calotype.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.edge.onthefly.OnTheFlySettings;
import io.calotype.edge.ticket.TicketSettings;
import io.calotype.infra.local.eventbridge.EventPattern;
import io.calotype.infra.local.eventbridge.LocalEventBus;
import io.calotype.infra.local.eventbridge.UndeliveredEvents;
import io.calotype.pipeline.PipelineSettings;
import io.calotype.variants.recipe.RecipeReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The template and the system on one machine are wired the same, where they must be. What both read
 * from one file, {@code delivery.json}, {@link DeliveryTest} compares with the template.
 */
final class WiringTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String BUCKET = "the-originals";

  private final JsonNode home = Synthesised.FULL.home().path("Resources");

  @TempDir private Path temp;

  @Test
  void theDeployedPatternMatchesWhatTheLocalOneMatches() throws Exception {
    String deployed =
        only("AWS::Events::Rule")
            .path("EventPattern")
            .toString()
            .replaceAll("\\{\"Ref\":[^}]*}", "\"" + BUCKET + "\"");
    String local =
        Files.readString(Path.of("..", "events", "original-events.json"))
            .replace("${originalsBucket}", BUCKET);

    assertThat(JSON.readTree(deployed)).isEqualTo(JSON.readTree(local));
    assertThat(EventPattern.ofOriginals(BUCKET).matches(event("a.jpg"))).isTrue();
  }

  @Test
  void bothPartitionByTheSameKey() throws Exception {
    String path =
        only("AWS::Events::Rule").at("/Targets/0/KinesisParameters/PartitionKeyPath").textValue();
    String event = event("a/köln +1.jpg");
    BlockingQueue<String> keys = new ArrayBlockingQueue<>(1);
    try (LocalEventBus bus =
        new LocalEventBus(
            EventPattern.ofOriginals(BUCKET),
            (key, json) -> keys.add(key),
            new UndeliveredEvents(temp.resolve("undelivered.jsonl"), Clock.systemUTC()))) {
      bus.put(event);
      assertThat(keys.poll(20, TimeUnit.SECONDS))
          .isEqualTo(JSON.readTree(event).at(path.replace("$", "").replace('.', '/')).textValue());
    }
  }

  @Test
  void theJobTakesItsPropertyGroup() {
    JsonNode group =
        only("AWS::KinesisAnalyticsV2::Application")
            .at("/ApplicationConfiguration/EnvironmentProperties/PropertyGroups/0");
    assertThat(group.path("PropertyGroupId").textValue()).isEqualTo(PipelineSettings.GROUP);

    PipelineSettings settings = PipelineSettings.of(deployed(group.path("PropertyMap")));

    assertThat(settings.engine()).isEqualTo("vips");
    assertThat(settings.invalidateBy()).hasToString("TAG");
    assertThat(settings.announceBus()).isNotNull();
    assertThat(settings.s3Endpoint()).isNull();
    assertThat(fingerprint(settings.recipeJson()))
        .isEqualTo(RecipeReader.defaultRecipe().fingerprint());
  }

  @Test
  void bothFunctionsTakeTheirEnvironmentAndTheJobsRecipe() {
    TicketSettings tickets = TicketSettings.fromEnvironment(environment("UploadTickets"));
    OnTheFlySettings onTheFly =
        OnTheFlySettings.fromEnvironment(environment("SystemOnTheFlyRender"));

    assertThat(tickets.recipe().fingerprint())
        .isEqualTo(onTheFly.recipe().fingerprint())
        .isEqualTo(RecipeReader.defaultRecipe().fingerprint());
    assertThat(onTheFly.engine()).isEqualTo("vips");
  }

  @Test
  void theEdgeIsBundledWithTheJobsRecipe() throws Exception {
    JsonNode expected = JSON.readTree(Synthesised.SETTINGS.recipeJson()).path("widths");
    for (Path bundle : bundles("index.mjs")) {
      String code = Files.readString(bundle);
      if (code.contains("widths")) {
        String widths = code.replaceAll("(?s).*\"?widths\"?: ?(\\[[0-9, \n]*]).*", "$1");
        assertThat(JSON.readTree(widths)).as("%s", bundle).isEqualTo(expected);
        return;
      }
    }
    throw new AssertionError("expected a bundle with the recipe's widths");
  }

  @Test
  void theFunctionIsGivenTheTimeThatItCountsOn() {
    JsonNode function = function("SystemOnTheFlyRender");
    Duration timeout = Duration.ofSeconds(function.path("Timeout").intValue());
    Duration render =
        OnTheFlySettings.fromEnvironment(environment("SystemOnTheFlyRender")).renderTimeMax();

    assertThat(timeout).isGreaterThan(render.plusSeconds(2)).isLessThan(Duration.ofSeconds(30));
    assertThat(function.path("ReservedConcurrentExecutions").intValue()).isEqualTo(20);
    assertThat(function.at("/SnapStart/ApplyOn").textValue()).isEqualTo("PublishedVersions");
    assertThat(function.path("Runtime").textValue()).isEqualTo("java21");
  }

  @Test
  void edgeFunctionsKeepCloudFrontsLimits() {
    JsonNode edge = Synthesised.FULL.edge().path("Resources");
    Map<String, List<Integer>> limits = new HashMap<>();
    edge.forEach(
        resource -> {
          String name = resource.at("/Properties/FunctionName").asText();
          if (name.startsWith("calotype-eu-central-1-")) {
            assertThat(resource.at("/Properties/Runtime").textValue()).isEqualTo("nodejs22.x");
            assertThat(resource.at("/Properties").has("Environment")).isFalse();
            limits.put(
                name.substring("calotype-eu-central-1-".length()),
                List.of(
                    resource.at("/Properties/MemorySize").intValue(),
                    resource.at("/Properties/Timeout").intValue()));
          }
        });
    assertThat(limits)
        .isEqualTo(
            Map.of(
                "viewer-request", List.of(128, 5),
                "viewer-request-manifest", List.of(128, 5),
                "origin-response", List.of(256, 30),
                "origin-response-manifest", List.of(256, 30)));
  }

  private static List<Path> bundles(String name) throws Exception {
    try (var files = Files.walk(Synthesised.FULL.folder())) {
      return files.filter(file -> file.getFileName().toString().equals(name)).toList();
    }
  }

  private static String event(String key) throws Exception {
    return JSON.writeValueAsString(
        Map.of(
            "source", "aws.s3",
            "detail-type", "Object Created",
            "detail", Map.of("bucket", Map.of("name", BUCKET), "object", Map.of("key", key))));
  }

  private static String fingerprint(String recipe) {
    return RecipeReader.read("it", recipe.getBytes(StandardCharsets.UTF_8)).fingerprint();
  }

  private Map<String, String> environment(String function) {
    return deployed(function(function).at("/Environment/Variables"));
  }

  /** Values as a deployment fills them in. */
  private static Map<String, String> deployed(JsonNode values) {
    Map<String, String> deployed = new HashMap<>();
    values
        .properties()
        .forEach(
            value ->
                deployed.put(
                    value.getKey(),
                    value.getValue().isTextual()
                        ? value.getValue().textValue()
                        : switch (value.getKey()) {
                          case PipelineSettings.STREAM_ARN ->
                              "arn:aws:kinesis:eu-central-1:123456789012:stream/events";
                          case PipelineSettings.ANNOUNCE_BUS ->
                              "arn:aws:events:eu-central-1:123456789012:event-bus/announcements";
                          case PipelineSettings.DISTRIBUTION -> "E1A2B3C4D5E6F7";
                          default ->
                              value.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "-");
                        }));
    return deployed;
  }

  private JsonNode function(String idPrefix) {
    return JSON.valueToTree(Synthesised.properties("AWS::Lambda::Function", idPrefix));
  }

  private JsonNode only(String type) {
    for (JsonNode resource : home) {
      if (resource.path("Type").asText().equals(type)) {
        return resource.path("Properties");
      }
    }
    throw new AssertionError("expected a " + type);
  }
}
