package io.calotype.infra.aws.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.variants.recipe.RecipeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeploymentSettingsTest {
  private static final String ACCOUNT = "123456789012";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  @Test
  void needsNothingButAccountAndRegion() {
    DeploymentSettings settings = read(ACCOUNT, "eu-central-1", "{}");

    assertThat(settings.recipeJson()).isEqualTo(RecipeReader.defaultJson());
    assertThat(settings.stream().onDemand()).isTrue();
    assertThat(settings.job()).isEqualTo(new JobSettings(2, true, "OPERATOR", true));
    assertThat(settings.onTheFly()).isEqualTo(new OnTheFlySettings(20, 3008));
    assertThat(settings.storage()).isEqualTo(new StorageSettings(false, false, 30, 30));
    assertThat(settings.delivery())
        .isEqualTo(new DeliverySettings(null, null, "none", false, "all"));
    assertThat(settings.tokens().issuer()).isNull();
    assertThat(settings.replicaRegion()).isNull();
    assertThat(settings.logDays()).isEqualTo(30);
  }

  @Test
  void takesBoundsAtTheirLimits() {
    assertThat(read("{\"job\": {\"parallelism\": 64}}").job().parallelism()).isEqualTo(64);
    assertThat(read("{\"stream\": {\"shards\": 500}}").stream().shards()).isEqualTo(500);
    assertThat(problems("{\"job\": {\"parallelism\": 65}}"))
        .containsExactly("job.parallelism: expected a whole number of 1 to 64 but got 65");
    assertThat(problems("{\"onTheFly\": {\"concurrency\": 0, \"memoryMb\": 10241}}"))
        .containsExactly(
            "onTheFly.concurrency: expected a whole number of 1 to 1000 but got 0",
            "onTheFly.memoryMb: expected a whole number of 1024 to 10240 but got 10241");
    assertThat(problems("{\"logDays\": 31}"))
        .containsExactly("logDays: expected one of [7, 14, 30, 60, 90, 180, 365] but got 31");
  }

  @Test
  void reportsAllProblemsTogether() {
    InvalidDeploymentException refused =
        catchThrowableOfType(
            InvalidDeploymentException.class,
            () ->
                read(
                    "",
                    "eu-central-9",
                    """
                    {
                      "corsOrigins": ["*"],
                      "tokens": {"audiences": ["app"]},
                      "job": {"paralellism": 3, "autoscaling": "yes"},
                      "delivery": {"domain": "pictures.example.com", "firewall": "big"},
                      "storage": [],
                      "recipe": "nowhere.json",
                      "colour": "blue"
                    }
                    """));

    assertThat(refused.problems())
        .containsExactly(
            "account: expected twelve digits but got \"\"",
            "region: expected a commercial region such as eu-central-1 but got \"eu-central-9\"",
            "recipe: expected a file beside the configuration but found no nowhere.json",
            "corsOrigins: expected origins such as https://www.example.com but got \"*\"",
            "tokens.issuer: expected one beside audiences but got none",
            "storage: expected an object but got []",
            "job.autoscaling: expected true or false but got \"yes\"",
            "job.paralellism: expected only autoscaling, metrics, parallelism, snapshots",
            "delivery.firewall: expected none, managed or the ARN of a web ACL of scope CLOUDFRONT"
                + " but got \"big\"",
            "delivery.domain: expected domain and certificate, or neither, but got one of them",
            "colour: expected only $schema, alarmEmail, corsOrigins, delivery, job, logDays,"
                + " onTheFly, recipe, replicaRegion, storage, stream, tokens");
    assertThat(refused).hasMessageStartingWith("nothing is synthesised, since:\n  account: ");
  }

  @Test
  void refusesRegionsWithoutLambdaAtEdge() {
    for (String region : List.of("us-gov-west-1", "cn-north-1", "aws-global", "Frankfurt")) {
      assertThat(
              catchThrowableOfType(
                      InvalidDeploymentException.class, () -> read(ACCOUNT, region, "{}"))
                  .problems())
          .singleElement()
          .asString()
          .startsWith("region: expected a commercial region");
    }
  }

  @Test
  void readsTheRecipeBesideItsFileAndHandsItOnWithoutSpaceBetween() throws Exception {
    String recipe = RecipeReader.defaultJson().replace("1920", "2048");
    Files.writeString(folder.resolve("recipe.json"), recipe);

    String handedOn = read("{\"recipe\": \"recipe.json\"}").recipeJson();

    assertThat(JSON.readTree(handedOn)).isEqualTo(JSON.readTree(recipe));
    assertThat(handedOn).doesNotContainAnyWhitespaces();
  }

  @Test
  void takesARecipeThatAPropertyOfManagedFlinkHoldsAndNoLongerOne() throws Exception {
    Files.writeString(folder.resolve("longest.json"), recipeOf(2_048));
    Files.writeString(folder.resolve("longer.json"), recipeOf(2_049));

    assertThat(read("{\"recipe\": \"longest.json\"}").recipeJson()).hasSize(2_048);
    assertThat(problems("{\"recipe\": \"longer.json\"}"))
        .containsExactly(
            "recipe: expected at most 2048 bytes without space between, which a property of Managed"
                + " Flink holds, but longer.json has 2049");
  }

  @Test
  void refusesARecipeOverItsLimits() throws Exception {
    Files.writeString(
        folder.resolve("recipe.json"), RecipeReader.defaultJson().replace("1920", "16384"));

    assertThat(problems("{\"recipe\": \"recipe.json\"}"))
        .singleElement()
        .asString()
        .startsWith("recipe: widths")
        .contains("16384");
  }

  @Test
  void refusesASecondRegionThatIsTheFirstOrUnderAKeyOfItsOwn() {
    assertThat(problems("{\"replicaRegion\": \"eu-central-1\"}"))
        .containsExactly("replicaRegion: expected another region than eu-central-1");
    assertThat(problems("{\"replicaRegion\": \"eu-west-1\", \"storage\": {\"customerKey\": true}}"))
        .containsExactly(
            "storage.customerKey: expected false beside replicaRegion: copies under a key of the"
                + " account's own are not set up");
  }

  @Test
  void refusesAnOriginShieldForARegionOfWhichNoneIsKnown() {
    String file = "{\"delivery\": {\"originShield\": true}, \"replicaRegion\": \"il-central-1\"}";
    assertThat(problems(file))
        .singleElement()
        .asString()
        .startsWith(
            "delivery.originShield: expected false, since CloudFront's guide names no Origin Shield"
                + " for il-central-1 but only for af-south-1, ap-east-1, ")
        .contains("eu-central-1")
        .endsWith("us-west-2");
    assertThat(
            catchThrowableOfType(
                    InvalidDeploymentException.class,
                    () -> read(ACCOUNT, "il-central-1", "{\"delivery\": {\"originShield\": true}}"))
                .problems())
        .hasSize(1);
    assertThat(read(ACCOUNT, "eu-north-1", "{\"delivery\": {\"originShield\": true}}").delivery())
        .matches(DeliverySettings::originShield);
  }

  /** A recipe that has so many bytes without space between, and more with it. */
  private static String recipeOf(int bytes) {
    String recipe =
        """
        {"version":1,"widths":[320],"formats":[{"format":"jpeg","quality":80}],\
        "rules":[{"prefix":"%s","metadata":"copyright"}]}""";
    String prefix = "p".repeat(bytes - recipe.formatted("").length());
    return recipe.formatted(prefix).replace(",", ",\n  ");
  }

  private DeploymentSettings read(String file) {
    return read(ACCOUNT, "eu-central-1", file);
  }

  private DeploymentSettings read(String account, String region, String file) {
    try {
      return DeploymentSettings.of(
          account, region, new JsonMapper().readTree(file), new RecipeSource(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> problems(String file) {
    return catchThrowableOfType(InvalidDeploymentException.class, () -> read(file)).problems();
  }
}
