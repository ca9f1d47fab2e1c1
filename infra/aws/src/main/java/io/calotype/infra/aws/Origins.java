package io.calotype.infra.aws;

import io.calotype.infra.aws.delivery.EdgeBundles;
import io.calotype.infra.aws.settings.DeploymentSettings;
import io.calotype.infra.aws.settings.OriginShield;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.cloudfront.AccessLevel;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.OriginSslPolicy;
import software.amazon.awscdk.services.cloudfront.S3OriginAccessControl;
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
import software.amazon.awscdk.services.cloudfront.origins.OriginGroup;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOriginWithOACProps;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketAttributes;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** Where the distribution fetches from, by the names in {@code delivery.json}. */
final class Origins extends Construct {
  /** S3 is away; 403 and 404 mean something and lead to a render. */
  private static final List<Integer> FAILOVER_STATUSES = List.of(500, 502, 503, 504);

  private final DeploymentSettings settings;
  private final Map<String, IOrigin> byName;

  Origins(
      Construct scope,
      DeploymentSettings settings,
      RegionalSystem system,
      Upload upload,
      Optional<Replica> replica) {
    super(scope, "Origins");
    this.settings = settings;
    IOrigin home =
        bucket(system.storage().variants(), "Variants", system.onTheFly().url(), settings.region());
    this.byName =
        Map.of(
            "variants", replica.map(other -> withFailover(home, other)).orElse(home),
            "api",
                HttpOrigin.Builder.create(upload.host())
                    .protocolPolicy(OriginProtocolPolicy.HTTPS_ONLY)
                    .originSslProtocols(List.of(OriginSslPolicy.TLS_V1_2))
                    .build());
  }

  Map<String, IOrigin> byName() {
    return byName;
  }

  private IOrigin withFailover(IOrigin home, Replica replica) {
    IBucket variants =
        Bucket.fromBucketAttributes(
            this,
            "ReplicaVariants",
            BucketAttributes.builder()
                .bucketName(replica.names().of("variants"))
                .region(replica.region())
                .build());
    return OriginGroup.Builder.create()
        .primaryOrigin(home)
        .fallbackOrigin(
            bucket(
                variants,
                "ReplicaVariants",
                replica.onTheFlyUrl().read(this, "ReplicaOnTheFly", settings),
                replica.region()))
        .fallbackStatusCodes(FAILOVER_STATUSES)
        .build();
  }

  private IOrigin bucket(IBucket bucket, String id, String onTheFlyUrl, String region) {
    return S3BucketOrigin.withOriginAccessControl(
        bucket,
        S3BucketOriginWithOACProps.builder()
            .originAccessControl(S3OriginAccessControl.Builder.create(this, id + "Access").build())
            // With the right to list S3 answers 404, not 403, for what is not there.
            .originAccessLevels(List.of(AccessLevel.READ, AccessLevel.LIST))
            .customHeaders(Map.of(EdgeBundles.ON_THE_FLY_HEADER, onTheFlyUrl))
            .originShieldEnabled(settings.delivery().originShield())
            .originShieldRegion(
                settings.delivery().originShield()
                    ? OriginShield.regionFor(region).orElseThrow()
                    : null)
            .build());
  }
}
