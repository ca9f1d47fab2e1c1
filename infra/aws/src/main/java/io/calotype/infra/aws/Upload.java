package io.calotype.infra.aws;

import io.calotype.infra.aws.settings.DeploymentSettings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.CorsHttpMethod;
import software.amazon.awscdk.services.apigatewayv2.CorsPreflightOptions;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** {@code POST /uploads}: the ticket function behind an HTTP API that verifies tokens. */
final class Upload extends Construct {
  private static final String PATH = "/uploads";
  private static final String HANDLER = "io.calotype.edge.ticket.UploadTicketHandler";
  private static final int MEMORY_MB = 1024;
  private static final Duration TIMEOUT = Duration.seconds(10);
  private static final int REQUESTS_PER_SECOND = 50;
  private static final int REQUESTS_BURST = 100;

  /** Who asked and what came of it; no token and no body. */
  private static final String ACCESS_LOG_LINE =
      "{\"time\":\"$context.requestTime\",\"id\":\"$context.requestId\","
          + "\"ip\":\"$context.identity.sourceIp\",\"route\":\"$context.routeKey\","
          + "\"status\":\"$context.status\",\"error\":\"$context.authorizer.error\"}";

  private final Function tickets;
  private final HttpApi api;

  Upload(
      Construct scope,
      DeploymentSettings settings,
      Storage storage,
      Encryption encryption,
      Programs programs) {
    super(scope, "Upload");
    this.tickets = tickets(settings, storage, programs);
    encryption.letUse(tickets);
    this.api = api(UploadOrigins.of(settings).ofApi());
    api.addRoutes(
        AddRoutesOptions.builder()
            .path(PATH)
            .methods(List.of(HttpMethod.POST))
            .integration(new HttpLambdaIntegration("Tickets", tickets))
            .authorizer(new TokenIssuer(this, settings.tokens()).authorizer())
            .build());
    HttpStage stage =
        HttpStage.Builder.create(this, "Stage")
            .httpApi(api)
            .stageName("$default")
            .autoDeploy(true)
            .throttle(
                ThrottleSettings.builder()
                    .rateLimit(REQUESTS_PER_SECOND)
                    .burstLimit(REQUESTS_BURST)
                    .build())
            .build();
    ((CfnStage) stage.getNode().getDefaultChild())
        .setAccessLogSettings(
            CfnStage.AccessLogSettingsProperty.builder()
                .destinationArn(logs("AccessLogs", LogDays.of(settings)).getLogGroupArn())
                .format(ACCESS_LOG_LINE)
                .build());
  }

  /** Tells tickets where viewers find pictures; known only once the distribution is there. */
  void announce(String publicUrl) {
    tickets.addEnvironment("CALOTYPE_PUBLIC_URL", publicUrl);
  }

  Function tickets() {
    return tickets;
  }

  /** The host name of the API, as an origin of CloudFront's. */
  String host() {
    return api.getApiId() + ".execute-api." + Stack.of(this).getRegion() + ".amazonaws.com";
  }

  /**
   * Without listed origins no script of another page may ask; the pictures' own page needs no
   * leave, since it asks through the distribution.
   */
  private HttpApi api(List<String> origins) {
    HttpApi.Builder builder =
        HttpApi.Builder.create(this, "Api")
            .description("Calotype: upload tickets")
            .createDefaultStage(false);
    if (!origins.isEmpty()) {
      builder.corsPreflight(
          CorsPreflightOptions.builder()
              .allowOrigins(origins)
              .allowMethods(List.of(CorsHttpMethod.POST))
              .allowHeaders(List.of("authorization", "content-type"))
              .maxAge(Duration.minutes(10))
              .build());
    }
    return builder.build();
  }

  HttpApi api() {
    return api;
  }

  private Function tickets(DeploymentSettings settings, Storage storage, Programs programs) {
    Function function =
        Function.Builder.create(this, "Tickets")
            .description("Calotype: issues upload tickets")
            // Amazon Linux 2023, as all Java functions here: java17 has too old a C library.
            .runtime(Runtime.JAVA_21)
            .handler(HANDLER)
            .code(Code.fromAsset(programs.lambdaJar().toString()))
            .memorySize(MEMORY_MB)
            .timeout(TIMEOUT)
            .environment(
                Map.of(
                    "CALOTYPE_ORIGINALS_BUCKET", storage.originals().getBucketName(),
                    "CALOTYPE_CORS_ORIGINS", String.join(",", settings.corsOrigins()),
                    "CALOTYPE_TRANSFER_ACCELERATION",
                        String.valueOf(settings.storage().transferAcceleration()),
                    "CALOTYPE_RECIPE", settings.recipeJson()))
            .logGroup(logs("Logs", LogDays.of(settings)))
            .build();
    // Who holds a ticket uploads by the right of the role that signed it.
    function.addToRolePolicy(
        PolicyStatement.Builder.create()
            .sid("UploadOriginals")
            .actions(List.of("s3:PutObject"))
            .resources(List.of(storage.originals().arnForObjects("*")))
            .build());
    return function;
  }

  private LogGroup logs(String id, RetentionDays retention) {
    return LogGroup.Builder.create(this, id)
        .retention(retention)
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }
}
