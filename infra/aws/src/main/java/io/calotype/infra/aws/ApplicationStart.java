package io.calotype.infra.aws;

import io.calotype.infra.aws.settings.DeploymentSettings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication;
import software.constructs.Construct;

/**
 * Starts the application once, when it is made: CloudFormation makes it, but does not start it.
 * Later updates restart a running one from a snapshot, and leave a stopped one stopped.
 */
final class ApplicationStart extends Construct {
  ApplicationStart(Construct scope, DeploymentSettings settings, Processing processing) {
    super(scope, "Start");
    CfnApplication application = processing.application();
    AwsCustomResource start =
        AwsCustomResource.Builder.create(this, "Call")
            .onCreate(
                AwsSdkCall.builder()
                    .service("KinesisAnalyticsV2")
                    .action("startApplication")
                    .parameters(
                        Map.of(
                            "ApplicationName", application.getRef(), "RunConfiguration", Map.of()))
                    // It runs already: what was wanted.
                    .ignoreErrorCodesMatching("ResourceInUseException")
                    .physicalResourceId(PhysicalResourceId.of("start"))
                    .build())
            .policy(
                AwsCustomResourcePolicy.fromStatements(
                    List.of(
                        PolicyStatement.Builder.create()
                            .sid("StartJob")
                            .actions(List.of("kinesisanalytics:StartApplication"))
                            .resources(List.of(arn(application)))
                            .build())))
            .installLatestAwsSdk(false)
            .logGroup(ProviderLogs.of(this, settings))
            .build();
    // All of it, logging too: the first start is the one whose log must not be missed.
    start.getNode().addDependency(processing);
  }

  private String arn(CfnApplication application) {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder()
                .service("kinesisanalytics")
                .resource("application")
                .resourceName(application.getRef())
                .build());
  }
}
