package io.calotype.pipeline.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.pipeline.fault.Backoff;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KinesisSourceSettingsTest {

  @Test
  void reportsAllProblemsTogether() {
    assertThatThrownBy(
            () ->
                KinesisSourceSettings.of("a stream", "Frankfurt")
                    .at(URI.create("localhost:4568"), new StreamCredentials("id", "secret")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stream: expected")
        .hasMessageContaining("region: expected");
    assertThatThrownBy(
            () ->
                KinesisSourceSettings.of("stream", "eu-central-1")
                    .at(URI.create("localhost:4568"), new StreamCredentials("id", "secret")))
        .hasMessageContaining("endpoint: expected an http or https URL but got");
  }

  @Test
  void reportsAllProblemsOfPollingTogether() {
    Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));
    assertThatThrownBy(
            () ->
                new PollingSettings(
                    Duration.ofMillis(99),
                    Duration.ofMillis(199),
                    10_001,
                    -1,
                    backoff,
                    Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("discoveryInterval: expected 100 ms or more but got 99 ms")
        .hasMessageContaining("pollInterval: expected 200 ms or more")
        .hasMessageContaining("recordsPerPollMax: expected 1 to 10000 but got 10001")
        .hasMessageContaining("retriesMax: expected 0 or more but got -1")
        .hasMessageContaining("callTimeout: expected 1 ms or more but got 0 ms");
    assertThatCode(
            () ->
                new PollingSettings(
                    Duration.ofMillis(100),
                    Duration.ofMillis(200),
                    10_000,
                    0,
                    backoff,
                    Duration.ofMillis(1)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-gov-west-1", "eu-central-2", "ap-southeast-5", "eusc-de-east-1"})
  void takesEveryPartitionsRegions(String region) {
    assertThat(KinesisSourceSettings.of("calotype-events", region).region()).isEqualTo(region);
  }

  @Test
  void takesAStreamByItsArn() {
    String arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/calotype-events";
    assertThat(KinesisSourceSettings.of(arn, "eu-central-1").givenByArn()).isTrue();
    assertThat(KinesisSourceSettings.of("calotype-events", "eu-central-1").givenByArn()).isFalse();
  }

  @Test
  void neverPrintsTheSecret() {
    KinesisSourceSettings settings =
        KinesisSourceSettings.of("stream", "eu-central-1")
            .at(URI.create("http://127.0.0.1:4568"), new StreamCredentials("id", "hush"));

    assertThat(settings.toString()).contains("id").doesNotContain("hush");
  }

  @Test
  void wantsATimestampWhereItBeginsAtOneAndNowhereElse() {
    assertThatThrownBy(() -> new InitialPosition(InitialPosition.Kind.AT_TIMESTAMP, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new InitialPosition(InitialPosition.Kind.LATEST, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shipsToTaskManagers() throws Exception {
    KinesisStreamSource source =
        new KinesisStreamSource(
            KinesisSourceSettings.of("stream", "eu-central-1")
                .beginningAt(InitialPosition.latest()));

    assertThat(InstantiationUtil.clone(source).getProducedType())
        .isEqualTo(source.getProducedType());
  }
}
