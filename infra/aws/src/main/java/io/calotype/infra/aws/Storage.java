package io.calotype.infra.aws;

import io.calotype.infra.aws.settings.DeploymentSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.BucketMetrics;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CorsRule;
import software.amazon.awscdk.services.s3.HttpMethods;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/**
 * The buckets: originals, variants, dead letters, and one for the access logs of all. All private,
 * encrypted, reached by TLS only and kept when the stack is removed.
 */
final class Storage extends Construct {
  private static final int PREFLIGHT_SECONDS = 600;
  private static final int DEAD_LETTERS_DAYS = 365;

  /** Under this id the bucket's requests are counted. */
  static final String REQUEST_METRICS = "all";

  private final Encryption encryption;
  private final Optional<BucketNames> names;
  private final Bucket accessLogs;
  private final Bucket originals;
  private final Bucket variants;
  private final Bucket deadLetters;

  /**
   * Makes the buckets.
   *
   * @param names fixed names, for what another region must know before it is made
   */
  Storage(
      Construct scope,
      DeploymentSettings settings,
      Encryption encryption,
      UploadOrigins uploadOrigins,
      Optional<BucketNames> names) {
    super(scope, "Storage");
    this.encryption = encryption;
    this.names = names;
    this.accessLogs = accessLogs(settings.logDays());
    this.originals = originals(settings, uploadOrigins);
    this.variants =
        privateBucket("Variants", "variants", idleToColder(settings.storage().variantsIdleDays()))
            .build();
    this.deadLetters =
        privateBucket("DeadLetters", "dead-letters", expiring(DEAD_LETTERS_DAYS))
            // Letters alone: the markers of renders are written and deleted there as well.
            .metrics(
                List.of(BucketMetrics.builder().id(REQUEST_METRICS).prefix("shardId-").build()))
            .build();
  }

  Bucket accessLogs() {
    return accessLogs;
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

  private Bucket originals(DeploymentSettings settings, UploadOrigins uploadOrigins) {
    Bucket bucket =
        privateBucket("Originals", "originals", olderVersions(settings.storage().oldVersionsDays()))
            .versioned(true)
            .transferAcceleration(settings.storage().transferAcceleration() ? true : null)
            .cors(
                List.of(
                    // Only what a ticket's PUT needs; its URL is what gives access, not the origin.
                    CorsRule.builder()
                        .allowedOrigins(uploadOrigins.ofBucket())
                        .allowedMethods(List.of(HttpMethods.PUT))
                        .allowedHeaders(List.of("content-type", "if-none-match"))
                        .maxAge(PREFLIGHT_SECONDS)
                        .build()))
            .build();
    // The construct's own switch adds a custom resource whose role may change every bucket of the
    // account; the property itself needs none.
    ((CfnBucket) bucket.getNode().getDefaultChild())
        .addPropertyOverride(
            "NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled", true);
    bucket.addToResourcePolicy(noCustomerProvidedKeys(bucket));
    return bucket;
  }

  /**
   * Nobody here has such a key: the job could not even look at the object. S3 refuses them of
   * itself in buckets that are new since April 2026, unless the account allows them.
   */
  private static PolicyStatement noCustomerProvidedKeys(Bucket bucket) {
    return PolicyStatement.Builder.create()
        .sid("NoCustomerProvidedKeys")
        .effect(Effect.DENY)
        .principals(List.of(new AnyPrincipal()))
        .actions(List.of("s3:PutObject"))
        .resources(List.of(bucket.arnForObjects("*")))
        .conditions(
            Map.of("Null", Map.of("s3:x-amz-server-side-encryption-customer-algorithm", "false")))
        .build();
  }

  private Bucket accessLogs(int days) {
    return common("AccessLogs", expiring(days))
        // S3 delivers access logs under its own keys only; CloudFront's need an ACL of the
        // bucket's.
        .encryption(BucketEncryption.S3_MANAGED)
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_PREFERRED)
        .build();
  }

  private Bucket.Builder privateBucket(String id, String name, Optional<LifecycleRule> rule) {
    Bucket.Builder bucket =
        encryption.encrypt(
            common(id, rule)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .serverAccessLogsBucket(accessLogs)
                .serverAccessLogsPrefix(name + "/"));
    names.ifPresent(fixed -> bucket.bucketName(fixed.of(name)));
    return bucket;
  }

  private Bucket.Builder common(String id, Optional<LifecycleRule> rule) {
    List<LifecycleRule> rules = new ArrayList<>();
    rules.add(
        LifecycleRule.builder()
            .id("abandoned-uploads")
            .abortIncompleteMultipartUploadAfter(Duration.days(7))
            .build());
    rule.ifPresent(rules::add);
    return Bucket.Builder.create(this, id)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .removalPolicy(RemovalPolicy.RETAIN)
        .lifecycleRules(rules);
  }

  private static Optional<LifecycleRule> olderVersions(int days) {
    return Optional.of(
        LifecycleRule.builder()
            .id("older-versions")
            .noncurrentVersionExpiration(Duration.days(days))
            .expiredObjectDeleteMarker(true)
            .build());
  }

  private static Optional<LifecycleRule> expiring(int days) {
    return Optional.of(
        LifecycleRule.builder().id("expire").expiration(Duration.days(days)).build());
  }

  /** Never expires them: a manifest must not name what is gone. */
  private static Optional<LifecycleRule> idleToColder(int days) {
    return days == 0
        ? Optional.empty()
        : Optional.of(
            LifecycleRule.builder()
                .id("idle-variants")
                .transitions(
                    List.of(
                        Transition.builder()
                            .storageClass(StorageClass.INTELLIGENT_TIERING)
                            .transitionAfter(Duration.days(days))
                            .build()))
                .build());
  }
}
