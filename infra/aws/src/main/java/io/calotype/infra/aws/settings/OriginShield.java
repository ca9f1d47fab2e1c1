package io.calotype.infra.aws.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where CloudFront has an Origin Shield for an origin in one of AWS's regions: there itself, or, as
 * CloudFront's Developer Guide has it, in one that is near. It knows of no other regions.
 */
public final class OriginShield {
  private static final Set<String> THERE =
      Set.of(
          "us-east-1",
          "us-east-2",
          "us-west-2",
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-south-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "eu-central-1",
          "eu-west-1",
          "eu-west-2",
          "sa-east-1");

  private static final Map<String, String> NEAR =
      Map.of(
          "us-west-1", "us-west-2",
          "af-south-1", "eu-west-1",
          "ap-east-1", "ap-southeast-1",
          "ca-central-1", "us-east-1",
          "eu-north-1", "eu-west-2",
          "eu-south-1", "eu-central-1",
          "eu-west-3", "eu-west-2",
          "me-south-1", "ap-south-1");

  private OriginShield() {}

  /** The shield's region, for an origin's; empty where the guide names none. */
  public static Optional<String> regionFor(String origin) {
    return THERE.contains(origin) ? Optional.of(origin) : Optional.ofNullable(NEAR.get(origin));
  }

  /** All regions of origins for which it names one, sorted. */
  static Set<String> origins() {
    Set<String> origins = new TreeSet<>(THERE);
    origins.addAll(NEAR.keySet());
    return origins;
  }
}
