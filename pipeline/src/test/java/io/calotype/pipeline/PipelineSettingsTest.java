package io.calotype.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.calotype.pipeline.announce.EventBridgeAnnouncer;
import io.calotype.pipeline.announce.LogAnnouncer;
import io.calotype.pipeline.fixture.TestSettings;
import io.calotype.pipeline.invalidate.InvalidateBy;
import io.calotype.pipeline.make.MakeSettings;
import io.calotype.variants.recipe.RecipeReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineSettingsTest {
  private final Map<String, String> group = TestSettings.group();

  @Test
  void fillsInWhatMayBeLeftOut() {
    PipelineSettings settings = PipelineSettings.of(group);
    assertThat(settings.region()).isEqualTo("eu-central-1");
    assertThat(settings.engine()).isEqualTo("auto");
    assertThat(settings.make()).isEqualTo(MakeSettings.DEFAULT);
    assertThat(settings.gateMemory()).isEqualTo(Duration.ofDays(2));
    assertThat(RecipeReader.read("it", settings.recipeJson().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(RecipeReader.defaultRecipe());
    assertThat(settings.s3Endpoint()).isNull();
  }

  @Test
  void takesStandIns() {
    local();
    PipelineSettings settings = PipelineSettings.of(group);
    assertThat(settings.s3Access().endpoint()).hasToString("http://127.0.0.1:9000");
    assertThat(settings.kinesisEndpoint()).hasToString("http://127.0.0.1:4568");
    assertThat(settings.s3Access().secretAccessKey()).isEqualTo("very secret");
  }

  @Test
  void neverPrintsCredentials() {
    local();
    PipelineSettings settings = PipelineSettings.of(group);
    assertThat(settings.toString() + settings.s3Access()).doesNotContain("secret");
    group.put("budget.bytes", "many");
    assertThat(problems()).noneMatch(problem -> problem.contains("very secret"));
  }

  @Test
  void reportsAllProblemsTogether() {
    group.remove("stream.arn");
    group.put("region", "Frankfurt");
    group.put("bucket.variants", "No Bucket");
    group.put("engine", "gimp");
    group.put("in-flight", "0");
    group.put("budget.pixels", "1e9");
    group.put("recipe", "{\"version\": 2}");
    group.put("endpoint.s3", "localhost");
    group.put("buckets", "x");
    assertThat(problems())
        .anyMatch(p -> p.startsWith("stream.arn: expected a stream's ARN"))
        .contains("region: expected a region such as eu-central-1 but got \"Frankfurt\"")
        .anyMatch(p -> p.startsWith("bucket.variants: expected a bucket's name but got"))
        .contains("engine: expected auto, vips or scalr but got \"gimp\"")
        .contains("in-flight: expected a whole number of 1 to 256 but got \"0\"")
        .anyMatch(p -> p.startsWith("budget.pixels: expected a whole number"))
        .anyMatch(p -> p.startsWith("recipe: version: expected"))
        .anyMatch(p -> p.startsWith("endpoint.s3: expected a URL"))
        .anyMatch(p -> p.startsWith("buckets: expected only announce.bus, bucket.dead-letters"));
  }

  @Test
  void refusesAnArnWhoseRegionIsNone() {
    group.put("stream.arn", "arn:aws:kinesis:frankfurt:123456789012:stream/events");
    assertThat(problems()).singleElement().asString().startsWith("stream.arn: expected");
  }

  @Test
  void takesAnotherRegionThanTheStreams() {
    group.put("region", "us-gov-west-1");
    assertThat(PipelineSettings.of(group).region()).isEqualTo("us-gov-west-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/s3", "/?a=b", "#a", "?"})
  void refusesAnEndpointWithSomethingBehindItsHost(String behind) {
    local();
    group.put("endpoint.s3", "http://127.0.0.1:9000" + behind);
    assertThat(problems()).anyMatch(p -> p.startsWith("endpoint.s3: expected a URL"));
    group.put("endpoint.s3", "http://127.0.0.1:9000/");
    assertThat(PipelineSettings.of(group).s3Endpoint()).hasToString("http://127.0.0.1:9000/");
  }

  @Test
  void announcesInTheLogAndInvalidatesNothingUnlessTold() {
    PipelineSettings settings = PipelineSettings.of(group);
    assertThat(settings.announcer()).isInstanceOf(LogAnnouncer.class);
    assertThat(settings.invalidation()).isEmpty();
  }

  @Test
  void announcesAndInvalidatesByTagWhereBusAndDistributionAreNamed() {
    group.put("announce.bus", "arn:aws:events:eu-central-1:123456789012:event-bus/pictures");
    group.put("invalidation.distribution", "E1A2B3");
    PipelineSettings settings = PipelineSettings.of(group);
    assertThat(settings.announcer()).isInstanceOf(EventBridgeAnnouncer.class);
    assertThat(settings.invalidation().orElseThrow().by()).isEqualTo(InvalidateBy.TAG);
    group.put("invalidation.by", "path");
    assertThat(PipelineSettings.of(group).invalidation().orElseThrow().by())
        .isEqualTo(InvalidateBy.PATH);
    group.put("invalidation.by", "none");
    assertThat(PipelineSettings.of(group).invalidation()).isEmpty();
  }

  @Test
  void neverAsksAwsWithTheCredentialsOfStandIns() {
    group.put("endpoint.s3", "http://127.0.0.1:9000");
    group.put("endpoint.kinesis", "http://127.0.0.1:4568");
    group.put("credentials.access-key-id", "local");
    group.put("credentials.secret-access-key", "very secret");
    group.put("announce.bus", "pictures");
    group.put("endpoint.cloudfront", "http://127.0.0.1:1");
    assertThat(problems())
        .containsExactly(
            "endpoint.eventbridge: expected it exactly where announce.bus and endpoint.s3 are set"
                + " but got none",
            "endpoint.cloudfront: expected it exactly where invalidation.distribution and"
                + " endpoint.s3 are set but got http://127.0.0.1:1");
  }

  @Test
  void takesBoundsAtTheirLimits() {
    group.put("in-flight", "256");
    group.put("render-threads", "64");
    group.put("gate.memory-hours", "0");
    assertThat(PipelineSettings.of(group).gateMemory()).isZero();
    MakeSettings make = PipelineSettings.of(group).make();
    assertThat(make.inFlightMax()).isEqualTo(256);
    assertThat(make.renderThreads()).isEqualTo(64);
    group.put("in-flight", "257");
    group.put("render-threads", "65");
    group.put("gate.memory-hours", "8761");
    assertThat(problems()).hasSize(3);
  }

  @Test
  void refusesHalfOfAStandIn() {
    group.put("endpoint.s3", "http://127.0.0.1:9000");
    assertThat(problems()).singleElement().asString().contains("expected all four");
  }

  @Test
  void refusesOneBucketForTwoThings() {
    group.put("bucket.variants", "calotype-originals");
    assertThat(problems()).singleElement().asString().contains("expected three buckets");
  }

  private void local() {
    group.put("endpoint.s3", "http://127.0.0.1:9000");
    group.put("endpoint.kinesis", "http://127.0.0.1:4568");
    group.put("credentials.access-key-id", "id");
    group.put("credentials.secret-access-key", "very secret");
  }

  private List<String> problems() {
    return catchThrowableOfType(
            InvalidPipelineSettingsException.class, () -> PipelineSettings.of(group))
        .problems();
  }
}
