package io.calotype.infra.aws.delivery;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.constructs.Construct;

/**
 * A web ACL for the distribution: AWS's lists of known bad addresses and inputs, and a bound on the
 * requests of one address.
 */
public final class Firewall extends Construct {
  /** In five minutes. A page with a hundred pictures, loaded every five seconds. */
  private static final int REQUESTS_MAX = 6_000;

  private final CfnWebACL acl;

  /** Makes the web ACL; its stack must be in us-east-1. */
  public Firewall(Construct scope) {
    super(scope, "Firewall");
    this.acl =
        CfnWebACL.Builder.create(this, "WebAcl")
            .scope("CLOUDFRONT")
            .defaultAction(
                CfnWebACL.DefaultActionProperty.builder()
                    .allow(CfnWebACL.AllowActionProperty.builder().build())
                    .build())
            .visibilityConfig(visibility("all"))
            .rules(
                List.of(
                    managed(0, "AWSManagedRulesAmazonIpReputationList"),
                    managed(1, "AWSManagedRulesKnownBadInputsRuleSet"),
                    rate(2)))
            .build();
  }

  /** The web ACL's ARN. */
  public String arn() {
    return acl.getAttrArn();
  }

  private CfnWebACL.RuleProperty managed(int priority, String name) {
    return CfnWebACL.RuleProperty.builder()
        .name(name)
        .priority(priority)
        .statement(
            CfnWebACL.StatementProperty.builder()
                .managedRuleGroupStatement(
                    CfnWebACL.ManagedRuleGroupStatementProperty.builder()
                        .vendorName("AWS")
                        .name(name)
                        .build())
                .build())
        .overrideAction(CfnWebACL.OverrideActionProperty.builder().none(Map.of()).build())
        .visibilityConfig(visibility(name))
        .build();
  }

  private CfnWebACL.RuleProperty rate(int priority) {
    return CfnWebACL.RuleProperty.builder()
        .name("RequestsOfOneAddress")
        .priority(priority)
        .statement(
            CfnWebACL.StatementProperty.builder()
                .rateBasedStatement(
                    CfnWebACL.RateBasedStatementProperty.builder()
                        .aggregateKeyType("IP")
                        .limit(REQUESTS_MAX)
                        .build())
                .build())
        .action(
            CfnWebACL.RuleActionProperty.builder()
                .block(CfnWebACL.BlockActionProperty.builder().build())
                .build())
        .visibilityConfig(visibility("RequestsOfOneAddress"))
        .build();
  }

  /** The web ACLs of all systems of an account are told apart by the names of their metrics. */
  private CfnWebACL.VisibilityConfigProperty visibility(String name) {
    return CfnWebACL.VisibilityConfigProperty.builder()
        .cloudWatchMetricsEnabled(true)
        .metricName(Stack.of(this).getStackName() + "-" + name)
        .sampledRequestsEnabled(true)
        .build();
  }
}
