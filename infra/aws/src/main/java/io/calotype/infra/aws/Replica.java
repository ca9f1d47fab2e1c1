package io.calotype.infra.aws;

import io.calotype.infra.aws.settings.DeploymentSettings;

/**
 * The second region, as the home region must know it before it is there.
 *
 * @param names of its buckets
 * @param onTheFlyUrl where its function's URL is kept
 */
record Replica(BucketNames names, RegionalValue onTheFlyUrl) {
  static Replica of(DeploymentSettings settings, String region) {
    return new Replica(
        new BucketNames(settings.account(), settings.region(), region),
        new RegionalValue(region, "/calotype/" + settings.region() + "/on-the-fly-url"));
  }

  String region() {
    return names.region();
  }
}
