package io.calotype.infra.aws;

import io.calotype.infra.aws.settings.DeploymentSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesis.StreamEncryption;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * What encrypts buckets, stream and queue: keys that AWS holds, or one of the account's own. That
 * one is kept when the stack is removed, since without it nobody reads the originals again.
 */
final class Encryption extends Construct {
  private final Optional<Key> key;

  Encryption(Construct scope, DeploymentSettings settings) {
    super(scope, "Encryption");
    this.key = settings.storage().customerKey() ? Optional.of(key()) : Optional.empty();
  }

  private Key key() {
    Key made =
        Key.Builder.create(this, "Key")
            .description("Calotype: buckets, stream and queue")
            .enableKeyRotation(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    // What EventBridge cannot deliver it writes to a queue under this key.
    made.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("UndeliveredEvents")
            .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
            .resources(List.of("*"))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", made.getStack().getAccount())))
            .build());
    return made;
  }

  Bucket.Builder encrypt(Bucket.Builder bucket) {
    return key.map(
            own ->
                bucket
                    .encryption(BucketEncryption.KMS)
                    .encryptionKey(own)
                    // One request to KMS for many objects.
                    .bucketKeyEnabled(true))
        .orElseGet(() -> bucket.encryption(BucketEncryption.S3_MANAGED));
  }

  Stream.Builder encrypt(Stream.Builder stream) {
    return key.map(own -> stream.encryption(StreamEncryption.KMS).encryptionKey(own))
        .orElseGet(() -> stream.encryption(StreamEncryption.MANAGED));
  }

  Queue.Builder encrypt(Queue.Builder queue) {
    return key.map(own -> queue.encryption(QueueEncryption.KMS).encryptionMasterKey(own))
        .orElseGet(() -> queue.encryption(QueueEncryption.SQS_MANAGED));
  }

  /** Lets a role read and write what is encrypted; its other rights say which of it. */
  void letUse(IGrantable role) {
    key.ifPresent(own -> own.grantEncryptDecrypt(role));
  }

  /**
   * What the CDK warns of, once a distribution reads what is encrypted: the key's policy cannot
   * name the distribution, which needs the bucket first; the bucket's policy does.
   */
  void acknowledgeDistribution() {
    Annotations.of(this)
        .acknowledgeWarning("@aws-cdk/aws-cloudfront-origins:wildcardKeyPolicyForOac");
  }
}
