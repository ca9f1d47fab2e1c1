package io.calotype.infra.aws;

import io.calotype.infra.aws.settings.DeploymentSettings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/**
 * A value of a stack in one region for a stack in another, by way of a parameter there:
 * CloudFormation's own exports end at the region. Meant for values that do not change while their
 * resource lives, since it is read when the reader is made.
 *
 * @param region where the value is
 * @param name the parameter's name
 */
record RegionalValue(String region, String name) {
  RegionalValue {
    if (!name.startsWith("/calotype/")) {
      throw new IllegalArgumentException("expected a name below /calotype/ but got " + name);
    }
  }

  /** Keeps the value; the scope's stack must be in the region. */
  void keep(Construct scope, String id, String value) {
    StringParameter.Builder.create(scope, id).parameterName(name).stringValue(value).build();
  }

  /** Reads the value, from any region; the stack that keeps it must be deployed first. */
  String read(Construct scope, String id, DeploymentSettings settings) {
    String arn = "arn:aws:ssm:" + region + ":" + settings.account() + ":parameter" + name;
    return AwsCustomResource.Builder.create(scope, id)
        .onUpdate(
            AwsSdkCall.builder()
                .service("SSM")
                .action("getParameter")
                .region(region)
                .parameters(Map.of("Name", name))
                .physicalResourceId(PhysicalResourceId.of(region + name))
                .build())
        .policy(
            AwsCustomResourcePolicy.fromStatements(
                List.of(
                    PolicyStatement.Builder.create()
                        .actions(List.of("ssm:GetParameter"))
                        .resources(List.of(arn))
                        .build())))
        .installLatestAwsSdk(false)
        .logGroup(ProviderLogs.of(scope, settings))
        .build()
        .getResponseField("Parameter.Value");
  }
}
