package io.calotype.infra.aws.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OriginShieldTest {
  @Test
  void standsWhereTheOriginIsOrNear() {
    assertThat(OriginShield.regionFor("eu-central-1")).contains("eu-central-1");
    assertThat(OriginShield.regionFor("eu-north-1")).contains("eu-west-2");
    assertThat(OriginShield.regionFor("il-central-1")).isEmpty();
  }

  @Test
  void standsInARegionThatHasOneItself() {
    assertThat(OriginShield.origins())
        .hasSize(20)
        .map(origin -> OriginShield.regionFor(origin).orElseThrow())
        .allSatisfy(shield -> assertThat(OriginShield.regionFor(shield)).contains(shield));
  }
}
