package io.calotype.infra.aws;

import io.calotype.infra.aws.delivery.EdgeFunctions;
import io.calotype.infra.aws.settings.DeploymentSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/**
 * The stacks of a deployment: what CloudFront takes from us-east-1, the second region where there
 * is one, then the home region. Looks nothing up, so that it synthesises offline.
 */
final class CalotypeApp {
  private final App app;
  private final DeploymentSettings settings;
  private final Programs programs;
  private final Path bundles;

  /**
   * A deployment.
   *
   * @param bundles the edge functions, as {@code build.mjs} leaves them
   */
  CalotypeApp(App app, DeploymentSettings settings, Programs programs, Path bundles) {
    this.app = app;
    this.settings = settings;
    this.programs = programs;
    this.bundles = bundles;
  }

  /** Makes all stacks, in the order in which they are deployed. */
  CalotypeStack build() {
    List<Stack> first = new ArrayList<>();
    first.add(new EdgeStack(app, props(EdgeFunctions.REGION, "the edge"), settings));
    Optional<Replica> replica =
        Optional.ofNullable(settings.replicaRegion()).map(name -> Replica.of(settings, name));
    replica.ifPresent(
        other ->
            first.add(
                new ReplicaStack(
                    app, props(other.region(), "the second region"), settings, programs, other)));
    CalotypeStack home =
        new CalotypeStack(
            app,
            props(settings.region(), "every picture ready at every size before anyone asks"),
            settings,
            programs,
            bundles,
            replica);
    first.forEach(home::addStackDependency);
    return home;
  }

  private StackProps props(String region, String what) {
    return StackProps.builder()
        .description("Calotype: " + what)
        .env(Environment.builder().account(settings.account()).region(region).build())
        .build();
  }

  /** The CDK's switches, as a new project would have them, where they matter here. */
  static Map<String, Object> context() {
    return Map.of(
        // Access logs come by a policy of their bucket's, not by an ACL.
        "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", true,
        "@aws-cdk/customresources:installLatestAwsSdkDefault", false,
        "@aws-cdk/aws-lambda:recognizeLayerVersion", true,
        "@aws-cdk/aws-lambda:recognizeVersionProps", true);
  }
}
