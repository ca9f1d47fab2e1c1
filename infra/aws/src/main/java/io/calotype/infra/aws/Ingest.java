package io.calotype.infra.aws;

import io.calotype.infra.aws.settings.StreamSettings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.KinesisStream;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesis.StreamMode;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * From S3's events to the stream: a rule, the stream with the object's key as partition key, and a
 * queue for what EventBridge cannot deliver.
 */
final class Ingest extends Construct {
  /** All events of an original go to one shard, in the order in which they arrive. */
  private static final String PARTITION_KEY_PATH = "$.detail.object.key";

  private static final Duration RETENTION = Duration.days(7);

  /** As long and as often as EventBridge tries at most. */
  private static final Duration EVENT_AGE_MAX = Duration.hours(24);

  private static final int RETRIES_MAX = 185;

  private final Stream stream;
  private final Queue undelivered;

  Ingest(Construct scope, Storage storage, StreamSettings settings, Encryption encryption) {
    super(scope, "Ingest");
    this.stream =
        encryption
            .encrypt(
                Stream.Builder.create(this, "Events")
                    .streamMode(settings.onDemand() ? StreamMode.ON_DEMAND : StreamMode.PROVISIONED)
                    .shardCount(settings.onDemand() ? null : settings.shards())
                    .retentionPeriod(RETENTION)
                    .removalPolicy(RemovalPolicy.DESTROY))
            .build();
    this.undelivered =
        encryption
            .encrypt(
                Queue.Builder.create(this, "Undelivered")
                    .enforceSsl(true)
                    .retentionPeriod(Duration.days(14)))
            .build();
    Rule rule =
        Rule.Builder.create(this, "OriginalEvents")
            .description("Originals that were made or deleted")
            .eventPattern(EventPattern.builder().source(List.of("aws.s3")).build())
            .targets(
                List.of(
                    KinesisStream.Builder.create(stream)
                        .partitionKeyPath(PARTITION_KEY_PATH)
                        .deadLetterQueue(undelivered)
                        .maxEventAge(EVENT_AGE_MAX)
                        .retryAttempts(RETRIES_MAX)
                        .build()))
            .build();
    // The file as it stands, not what the construct's own type can say of it.
    ((CfnRule) rule.getNode().getDefaultChild())
        .setEventPattern(OriginalEvents.pattern(storage.originals().getBucketName()));
    letRuleSendTo(undelivered, rule);
  }

  Stream stream() {
    return stream;
  }

  Queue undelivered() {
    return undelivered;
  }

  /** Without it EventBridge drops in silence what it cannot deliver; the target adds none. */
  private static void letRuleSendTo(Queue queue, Rule rule) {
    queue.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("UndeliveredEvents")
            .effect(Effect.ALLOW)
            .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(queue.getQueueArn()))
            .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rule.getRuleArn())))
            .build());
  }
}
