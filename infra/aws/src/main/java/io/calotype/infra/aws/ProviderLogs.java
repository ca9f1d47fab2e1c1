package io.calotype.infra.aws;

import io.calotype.infra.aws.settings.DeploymentSettings;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The one log group of the function behind all of a stack's custom resources. */
final class ProviderLogs {
  private static final String ID = "CustomResourceLogs";

  private ProviderLogs() {}

  static ILogGroup of(Construct scope, DeploymentSettings settings) {
    Stack stack = Stack.of(scope);
    return stack.getNode().tryFindChild(ID) instanceof ILogGroup there
        ? there
        : LogGroup.Builder.create(stack, ID)
            .retention(LogDays.of(settings))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
  }
}
