package io.calotype.infra.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpJwtAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
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

  private final HttpApi api;

  Upload(Construct scope, Storage storage, DeploymentSettings settings, Programs programs) {
    super(scope, "Upload");
    Function tickets = tickets(storage, settings, programs);
    this.api =
        HttpApi.Builder.create(this, "Api")
            .description("Calotype: upload tickets")
            .createDefaultStage(false)
            .corsPreflight(
                CorsPreflightOptions.builder()
                    .allowOrigins(settings.uploadOrigins())
                    .allowMethods(List.of(CorsHttpMethod.POST))
                    .allowHeaders(List.of("authorization", "content-type"))
                    .maxAge(Duration.minutes(10))
                    .build())
            .build();
    api.addRoutes(
        AddRoutesOptions.builder()
            .path(PATH)
            .methods(List.of(HttpMethod.POST))
            .integration(new HttpLambdaIntegration("Tickets", tickets))
            .authorizer(
                HttpJwtAuthorizer.Builder.create("Tokens", settings.tokenIssuer())
                    .jwtAudience(settings.tokenAudiences())
                    .build())
            .build());
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
  }

  HttpApi api() {
    return api;
  }

  private Function tickets(Storage storage, DeploymentSettings settings, Programs programs) {
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
                    "CALOTYPE_PUBLIC_URL", settings.publicUrl(),
                    "CALOTYPE_CORS_ORIGINS", String.join(",", settings.corsOrigins())))
            .logGroup(
                LogGroup.Builder.create(this, "Logs")
                    .retention(RetentionDays.ONE_MONTH)
                    .removalPolicy(RemovalPolicy.DESTROY)
                    .build())
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
}
