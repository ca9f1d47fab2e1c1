package io.calotype.infra.aws;

import io.calotype.infra.aws.delivery.EdgeFunctions;
import io.calotype.infra.aws.delivery.Firewall;
import io.calotype.infra.aws.settings.DeliverySettings;
import io.calotype.infra.aws.settings.DeploymentSettings;
import io.calotype.infra.aws.watch.EdgeLogs;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * The stack in us-east-1: the web ACL and the logs of the edge functions. {@link EdgeFunctions}
 * adds the functions themselves, unless the home region is that one.
 */
final class EdgeStack extends Stack {
  EdgeStack(Construct scope, StackProps props, DeploymentSettings settings) {
    super(scope, EdgeFunctions.stack(settings), props);
    if (settings.delivery().firewall().equals(DeliverySettings.MANAGED_FIREWALL)) {
      keptWebAcl(settings).keep(this, "WebAclArn", new Firewall(this).arn());
    }
    new EdgeLogs(
        this,
        EdgeFunctions.stack(settings),
        EdgeFunctions.functionNames(settings),
        LogDays.of(settings));
  }

  /** The web ACL's ARN, for the home region's stack; null without one. */
  static @Nullable String webAcl(Construct scope, DeploymentSettings settings) {
    String firewall = settings.delivery().firewall();
    return switch (firewall) {
      case DeliverySettings.NO_FIREWALL -> null;
      case DeliverySettings.MANAGED_FIREWALL ->
          keptWebAcl(settings).read(scope, "WebAcl", settings);
      default -> firewall;
    };
  }

  private static RegionalValue keptWebAcl(DeploymentSettings settings) {
    return new RegionalValue(
        EdgeFunctions.REGION, "/calotype/" + settings.region() + "/web-acl-arn");
  }
}
