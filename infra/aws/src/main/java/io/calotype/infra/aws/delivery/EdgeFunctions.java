package io.calotype.infra.aws.delivery;

import io.calotype.infra.aws.settings.DeploymentSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudfront.experimental.EdgeFunction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.IVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.constructs.Construct;

/**
 * The Lambda@Edge functions. They live in us-east-1, in a stack of their own where the system is in
 * another region; CloudFront copies them to where viewers are.
 */
public final class EdgeFunctions extends Construct {
  /** Where CloudFront takes functions, certificates and web ACLs from. */
  public static final String REGION = "us-east-1";

  private static final int VIEWER_MEMORY_MB = 128;

  /** An origin function holds a variant of up to 1 MB, in base64 too. */
  private static final int ORIGIN_MEMORY_MB = 256;

  private final Map<String, IVersion> versions = new TreeMap<>();

  /**
   * Makes the functions that {@code delivery.json} names and a behaviour uses.
   *
   * @param bundles the folder with a folder for each function
   * @param rights what each may do, by its name
   */
  public EdgeFunctions(
      Construct scope,
      DeploymentSettings settings,
      Path bundles,
      Map<String, List<PolicyStatement>> rights) {
    super(scope, "EdgeFunctions");
    DeliveryPlan plan = DeliveryPlan.read();
    new TreeMap<>(plan.functions())
        .forEach(
            (name, event) -> {
              EdgeFunction function = function(settings, name, event, bundles.resolve(name));
              rights.getOrDefault(name, List.of()).forEach(function::addToRolePolicy);
              versions.put(name, function.getCurrentVersion());
            });
  }

  /** The name of the stack in that region: each home region has one of its own there. */
  public static String stack(DeploymentSettings settings) {
    return "Calotype-Edge-" + settings.region();
  }

  /** The versions by the functions' names. */
  public Map<String, IVersion> versions() {
    return versions;
  }

  /** The names of all functions: their log groups at the edge are named after them. */
  public static List<String> functionNames(DeploymentSettings settings) {
    return DeliveryPlan.read().functions().keySet().stream()
        .sorted()
        .map(name -> functionName(settings, name))
        .toList();
  }

  private static String functionName(DeploymentSettings settings, String name) {
    return "calotype-" + settings.region() + "-" + name;
  }

  private EdgeFunction function(
      DeploymentSettings settings, String name, String event, Path bundle) {
    boolean viewer = event.startsWith("viewer");
    return EdgeFunction.Builder.create(this, name)
        .stackId(stack(settings))
        .functionName(functionName(settings, name))
        .description("Calotype: " + name)
        .runtime(Runtime.NODEJS_22_X)
        .handler("index.handler")
        .code(Code.fromAsset(bundle.toString()))
        .memorySize(viewer ? VIEWER_MEMORY_MB : ORIGIN_MEMORY_MB)
        // CloudFront's own limits, at most.
        .timeout(Duration.seconds(viewer ? 5 : 30))
        // A rollback needs the version before; and CloudFront's copies outlive a deletion.
        .currentVersionOptions(VersionOptions.builder().removalPolicy(RemovalPolicy.RETAIN).build())
        .build();
  }
}
