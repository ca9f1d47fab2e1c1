package io.calotype.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DeploymentSettingsTest {
  private static final Map<String, String> GOOD =
      Map.of(
          "account", "123456789012",
          "region", "us-gov-west-1",
          "publicUrl", "https://pictures.example.com",
          "tokenIssuer", "https://login.example.com/pool",
          "tokenAudiences", "app, admin");

  @Test
  void readsSettings() {
    DeploymentSettings settings = DeploymentSettings.of(GOOD);

    assertThat(settings.tokenAudiences()).containsExactly("app", "admin");
    assertThat(settings.corsOrigins()).isEmpty();
    assertThat(settings.uploadOrigins()).containsExactly("https://pictures.example.com");
  }

  @Test
  void reportsAllProblemsTogether() {
    InvalidDeploymentException refused =
        catchThrowableOfType(
            InvalidDeploymentException.class,
            () -> DeploymentSettings.of(Map.of("region", "Frankfurt", "corsOrigins", "*")));

    assertThat(refused.problems())
        .containsExactly(
            "account: expected twelve digits but got \"\"",
            "region: expected a region such as eu-central-1 but got \"Frankfurt\"",
            "publicUrl: expected an https URL of a host, such as https://pictures.example.com, but got \"\"",
            "tokenIssuer: expected an https URL but got \"\"",
            "tokenAudiences: expected at least one but got none",
            "corsOrigins: expected origins such as https://www.example.com but got \"*\"");
  }

  @Test
  void saysWhichJarsAreNotBuilt() {
    assertThatThrownBy(() -> Programs.in(Path.of("nowhere")))
        .isInstanceOfSatisfying(
            InvalidDeploymentException.class,
            e ->
                assertThat(e.problems())
                    .isEqualTo(
                        List.of(
                            "expected the file nowhere/pipeline/target/calotype-pipeline-flink.jar but it is not there: build the project first",
                            "expected the file nowhere/edge-lambda/target/calotype-lambda.jar but it is not there: build the project first")));
  }
}
