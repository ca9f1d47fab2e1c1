package io.calotype.infra.aws.watch;

import java.util.Collection;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.logs.LogRetention;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The logs of the edge functions. CloudFront writes them in the region that is nearest to the
 * viewer, and keeps them for ever unless told otherwise: here each region is told, and one
 * dashboard shows them all.
 */
public final class EdgeLogs extends Construct {
  /** Where CloudFront runs functions: its regional caches. */
  static final List<String> REGIONS =
      List.of(
          "us-east-1",
          "us-east-2",
          "us-west-1",
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

  private static final int WIDTH = 12;

  /** Makes the log groups, where they are not there, and the dashboard. */
  public EdgeLogs(
      Construct scope, String dashboard, Collection<String> functions, RetentionDays retention) {
    super(scope, "EdgeLogs");
    Dashboard view = Dashboard.Builder.create(this, "View").dashboardName(dashboard).build();
    for (String region : REGIONS) {
      for (String function : functions) {
        LogRetention.Builder.create(this, function + "-" + region)
            .logGroupName(group(function))
            .logGroupRegion(region)
            .retention(retention)
            .build();
      }
      view.addWidgets(
          LogQueryWidget.Builder.create()
              .title("Edge functions in " + region)
              .region(region)
              .width(WIDTH)
              .logGroupNames(functions.stream().map(EdgeLogs::group).toList())
              .queryLines(
                  List.of(
                      "fields @timestamp, @message",
                      "filter @message not like /^(START|END|REPORT|INIT_START)/",
                      "sort @timestamp desc",
                      "limit 50"))
              .build());
    }
  }

  /** Functions of us-east-1 are named with it, wherever they run. */
  private static String group(String function) {
    return "/aws/lambda/us-east-1." + function;
  }
}
