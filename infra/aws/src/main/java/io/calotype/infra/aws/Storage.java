package io.calotype.infra.aws;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CorsRule;
import software.amazon.awscdk.services.s3.HttpMethods;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * The three buckets: originals, variants, dead letters. All private, encrypted, reached by TLS only
 * and kept when the stack is removed.
 */
final class Storage extends Construct {
  private static final int PREFLIGHT_SECONDS = 600;

  private final Bucket originals;
  private final Bucket variants;
  private final Bucket deadLetters;

  Storage(Construct scope, DeploymentSettings settings) {
    super(scope, "Storage");
    this.originals =
        privateBucket("Originals")
            .versioned(true)
            .cors(
                List.of(
                    // Only what a ticket's PUT needs; its URL is what gives access, not the origin.
                    CorsRule.builder()
                        .allowedOrigins(settings.uploadOrigins())
                        .allowedMethods(List.of(HttpMethods.PUT))
                        .allowedHeaders(List.of("content-type", "if-none-match"))
                        .maxAge(PREFLIGHT_SECONDS)
                        .build()))
            .build();
    // The construct's own switch adds a custom resource whose role may change every bucket of the
    // account; the property itself needs none.
    ((CfnBucket) originals.getNode().getDefaultChild())
        .addPropertyOverride(
            "NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled", true);
    this.variants = privateBucket("Variants").build();
    this.deadLetters = privateBucket("DeadLetters").build();
  }

  Bucket originals() {
    return originals;
  }

  Bucket variants() {
    return variants;
  }

  Bucket deadLetters() {
    return deadLetters;
  }

  private Bucket.Builder privateBucket(String id) {
    return Bucket.Builder.create(this, id)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
        .encryption(BucketEncryption.S3_MANAGED)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .removalPolicy(RemovalPolicy.RETAIN)
        .lifecycleRules(
            List.of(
                LifecycleRule.builder()
                    .id("abandoned-uploads")
                    .abortIncompleteMultipartUploadAfter(Duration.days(7))
                    .build()));
  }
}
