package io.calotype.infra.aws.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * The alarms of one region, to a topic of its own. {@code docs/operations.md} says of each why its
 * threshold is what it is, and what to do.
 */
public final class Alarms extends Construct {
  private static final int LAG_MS_MAX = 300_000;
  private static final int FAILED_CHECKPOINTS_MAX = 3;
  private static final int RESTARTS_MAX = 2;
  private static final int MEMORY_PERCENT_MAX = 90;
  private static final int DEAD_LETTERS_MAX = 100;
  private static final int TURNED_AWAY_MAX = 50;
  private static final int ERRORS_MAX = 5;

  private final Topic topic;
  private final List<IAlarm> all = new ArrayList<>();

  /**
   * Makes the alarms that every region has.
   *
   * @param email who is told, after a confirmation; null: nobody but the topic
   */
  public Alarms(Construct scope, Watched watched, @Nullable String email) {
    super(scope, "Alarms");
    this.topic =
        Topic.Builder.create(this, "Topic")
            .displayName("Calotype: alarms")
            .enforceSsl(true)
            .build();
    letAlarmsTell(topic);
    if (email != null) {
      topic.addSubscription(new EmailSubscription(email));
    }
    Metrics metrics = new Metrics(watched);
    above("Lag", "Events wait longer than 5 minutes", metrics.lagMs(), LAG_MS_MAX, 3);
    above("Undelivered", "EventBridge could not deliver events", metrics.undelivered(), 0, 1);
    silent("JobDown", "The job does not run", metrics.job("containerCPUUtilization", "Average"));
    above(
        "Restarts",
        "The job restarts again and again",
        increase(metrics.job("numRestarts", "Maximum")),
        RESTARTS_MAX,
        2);
    above(
        "Checkpoints",
        "Checkpoints fail: after a restart work is done twice",
        increase(metrics.job("numberOfFailedCheckpoints", "Maximum")),
        FAILED_CHECKPOINTS_MAX,
        1);
    above(
        "Memory",
        "The job's containers are nearly out of memory",
        metrics.job("containerMemoryUtilization", "Maximum"),
        MEMORY_PERCENT_MAX,
        3);
    above("Refused", "Many originals are refused", metrics.deadLetters(), DEAD_LETTERS_MAX, 1);
    above(
        "TurnedAway",
        "On-the-fly renders are turned away",
        metrics.onTheFly("Throttles", "Sum"),
        TURNED_AWAY_MAX,
        2);
    above("RenderErrors", "On-the-fly renders fail", metrics.onTheFlyFailures(), ERRORS_MAX, 1);
  }

  /** Adds the alarm of the function that issues tickets, in the region that has it. */
  public Alarms withTickets(String function) {
    above(
        "TicketErrors",
        "Upload tickets fail",
        Metrics.metric("AWS/Lambda", "Errors", "Sum", Map.of("FunctionName", function)),
        ERRORS_MAX,
        1);
    return this;
  }

  /**
   * The demand of TLS is a policy of the topic's own, and takes the place of the one by which the
   * account's alarms may tell it: without this no alarm reaches anybody.
   */
  private static void letAlarmsTell(Topic topic) {
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("Alarms")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(topic).getAccount())))
            .build());
  }

  /** All alarms. */
  public List<IAlarm> all() {
    return List.copyOf(all);
  }

  /** The topic's ARN. */
  public String topicArn() {
    return topic.getTopicArn();
  }

  /** How much a counter that only grows has grown; a restart begins it anew. */
  private static IMetric increase(IMetric counter) {
    return MathExpression.Builder.create()
        .expression("IF(DIFF(counter) > 0, DIFF(counter), 0)")
        .usingMetrics(Map.of("counter", counter))
        .period(Metrics.PERIOD)
        .label("increase")
        .build();
  }

  private void above(String id, String says, IMetric metric, int threshold, int periods) {
    add(
        id,
        says,
        metric,
        threshold,
        periods,
        ComparisonOperator.GREATER_THAN_THRESHOLD,
        TreatMissingData.NOT_BREACHING);
  }

  /** Where the metric itself is missing: what does not run tells nothing. */
  private void silent(String id, String says, IMetric metric) {
    add(id, says, metric, 0, 3, ComparisonOperator.LESS_THAN_THRESHOLD, TreatMissingData.BREACHING);
  }

  private void add(
      String id,
      String says,
      IMetric metric,
      int threshold,
      int periods,
      ComparisonOperator comparison,
      TreatMissingData missing) {
    Alarm alarm =
        Alarm.Builder.create(this, id)
            .alarmDescription("Calotype: " + says + ". See Alarms in docs/operations.md")
            .metric(metric)
            .threshold(threshold)
            .evaluationPeriods(periods)
            .comparisonOperator(comparison)
            .treatMissingData(missing)
            .build();
    SnsAction action = new SnsAction(topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    all.add(alarm);
  }
}
