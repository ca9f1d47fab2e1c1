package io.calotype.infra.aws;

import io.calotype.infra.aws.settings.DeploymentSettings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlOptions;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The function that makes what a viewer asks for before the job has made it. Its URL takes signed
 * requests only; who may sign them is said here.
 */
final class OnTheFly extends Construct {
  private static final String LIVE = "live";
  private static final String HANDLER = "io.calotype.edge.onthefly.OnTheFlyHandler";

  /** Two less than CloudFront waits for origin-response. */
  private static final Duration TIMEOUT = Duration.seconds(28);

  private final Function function;
  private final FunctionUrl url;

  OnTheFly(
      Construct scope,
      DeploymentSettings settings,
      String home,
      Storage storage,
      Encryption encryption,
      Programs programs) {
    super(scope, "OnTheFly");
    this.function =
        Function.Builder.create(this, "Render")
            .description("Calotype: makes a variant that is asked for before it is there")
            .functionName(name(home))
            .runtime(Runtime.JAVA_21)
            .handler(HANDLER)
            .code(Code.fromAsset(programs.onTheFlyJar().toString()))
            .memorySize(settings.onTheFly().memoryMb())
            .timeout(TIMEOUT)
            .reservedConcurrentExecutions(settings.onTheFly().concurrency())
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .environment(
                Map.of(
                    "CALOTYPE_ORIGINALS_BUCKET", storage.originals().getBucketName(),
                    "CALOTYPE_VARIANTS_BUCKET", storage.variants().getBucketName(),
                    "CALOTYPE_RECIPE", settings.recipeJson(),
                    "MALLOC_ARENA_MAX", "2"))
            .logGroup(
                LogGroup.Builder.create(this, "Logs")
                    .retention(LogDays.of(settings))
                    .removalPolicy(RemovalPolicy.DESTROY)
                    .build())
            .build();
    allow("ReadOriginals", storage.originals().arnForObjects("*"), "s3:GetObject");
    allow(
        "KeepVariants",
        storage.variants().arnForObjects("*"),
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:PutObject");
    // Without it S3 answers 403, not 404, for what is not there.
    allow("TellMissingOriginals", storage.originals().getBucketArn(), "s3:ListBucket");
    allow("TellMissingVariants", storage.variants().getBucketArn(), "s3:ListBucket");
    encryption.letUse(function);
    Annotations.of(function).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
    // SnapStart works on published versions only; the alias is the newest.
    Alias live =
        Alias.Builder.create(this, "Live")
            .aliasName(LIVE)
            .version(function.getCurrentVersion())
            .build();
    this.url =
        live.addFunctionUrl(
            FunctionUrlOptions.builder().authType(FunctionUrlAuthType.AWS_IAM).build());
  }

  Function function() {
    return function;
  }

  /** Where signed requests go. */
  String url() {
    return url.getUrl();
  }

  /**
   * What lets a role of the edge ask this function: a call through the URL needs both actions. The
   * function's name is fixed, since the edge's stack is made first.
   *
   * @param home the settings of the home region
   * @param region where the function is
   */
  static List<PolicyStatement> askedBy(DeploymentSettings home, String region) {
    String arn =
        "arn:aws:lambda:"
            + region
            + ":"
            + home.account()
            + ":function:"
            + name(home.region())
            + ":"
            + LIVE;
    return List.of(
        PolicyStatement.Builder.create()
            .sid("AskForVariants")
            .actions(List.of("lambda:InvokeFunctionUrl"))
            .resources(List.of(arn))
            .conditions(Map.of("StringEquals", Map.of("lambda:FunctionUrlAuthType", "AWS_IAM")))
            .build(),
        PolicyStatement.Builder.create()
            .sid("AskThroughUrlOnly")
            .actions(List.of("lambda:InvokeFunction"))
            .resources(List.of(arn))
            .conditions(Map.of("Bool", Map.of("lambda:InvokedViaFunctionUrl", "true")))
            .build());
  }

  /** Of the home region: one system may have its second region where another is at home. */
  private static String name(String home) {
    return "calotype-on-the-fly-" + home;
  }

  private void allow(String sid, String resource, String... actions) {
    function.addToRolePolicy(
        PolicyStatement.Builder.create()
            .sid(sid)
            .actions(List.of(actions))
            .resources(List.of(resource))
            .build());
  }
}
