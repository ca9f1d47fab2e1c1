package io.calotype.infra.aws;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** What a deployment prints at its end, each by a name without anything generated. */
final class Outputs {
  private Outputs() {}

  static void add(Construct scope, String name, String value) {
    CfnOutput.Builder.create(Stack.of(scope), name).value(value).build();
  }
}
