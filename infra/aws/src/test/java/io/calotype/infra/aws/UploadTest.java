package io.calotype.infra.aws;

import static io.calotype.infra.aws.Synthesised.TEMPLATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.edge.ticket.TicketSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UploadTest {
  private final JsonNode function =
      new JsonMapper()
          .valueToTree(Synthesised.properties("AWS::Lambda::Function", "UploadTickets"));

  @Test
  void runsTheHandlerOnAmazonLinux2023() throws Exception {
    assertThat(function.get("Runtime").textValue()).isEqualTo("java21");
    assertThat(Class.forName(function.get("Handler").textValue()))
        .isAssignableTo(RequestHandler.class);
  }

  @Test
  void givesTheFunctionSettingsThatItTakes() {
    Map<String, String> environment = new HashMap<>();
    function
        .at("/Environment/Variables")
        .properties()
        .forEach(
            variable ->
                environment.put(
                    variable.getKey(),
                    variable.getValue().isTextual()
                        ? variable.getValue().textValue()
                        : "a-generated-name"));

    TicketSettings settings = TicketSettings.fromEnvironment(environment);
    assertThat(settings.publicUrl()).hasToString("https://pictures.example.com");
    assertThat(settings.corsOrigins()).containsExactly("https://app.example.com");
    assertThat(function.at("/Environment/Variables/CALOTYPE_ORIGINALS_BUCKET/Ref").textValue())
        .isEqualTo(Synthesised.id("AWS::S3::Bucket", "SystemStorageOriginals"));
  }

  @Test
  void asksForATokenOfTheIssuer() {
    JsonNode route =
        new JsonMapper()
            .valueToTree(Synthesised.properties("AWS::ApiGatewayV2::Route", "UploadApi"));
    assertThat(route.get("RouteKey").textValue()).isEqualTo("POST /uploads");
    assertThat(route.get("AuthorizationType").textValue()).isEqualTo("JWT");
    TEMPLATE.resourceCountIs("AWS::ApiGatewayV2::Route", 1);

    assertThat(Synthesised.properties("AWS::ApiGatewayV2::Authorizer", "UploadApi"))
        .containsEntry("AuthorizerType", "JWT")
        .containsEntry("IdentitySource", List.of("$request.header.Authorization"))
        .containsEntry(
            "JwtConfiguration",
            Map.of("Audience", List.of("app"), "Issuer", "https://login.example.com/pool"));
  }

  @Test
  void throttlesRequests() {
    TEMPLATE.resourceCountIs("AWS::ApiGatewayV2::Stage", 1);
    assertThat(Synthesised.properties("AWS::ApiGatewayV2::Stage", "UploadStage"))
        .containsEntry("StageName", "$default")
        .containsEntry(
            "DefaultRouteSettings", Map.of("ThrottlingBurstLimit", 100, "ThrottlingRateLimit", 50));
  }

  @Test
  void answersPagesOfTheListedOriginsOnly() {
    JsonNode api =
        new JsonMapper().valueToTree(Synthesised.properties("AWS::ApiGatewayV2::Api", "UploadApi"));
    assertThat(api.at("/CorsConfiguration/AllowOrigins"))
        .extracting(JsonNode::textValue)
        .containsExactly("https://pictures.example.com", "https://app.example.com");
    assertThat(api.at("/CorsConfiguration/AllowMethods"))
        .extracting(JsonNode::textValue)
        .containsExactly("POST");
  }

  @Test
  void letsTheFunctionPutOriginalsAndNothingElse() {
    assertThat(Statements.actions("UploadTicketsServiceRole"))
        .isEqualTo(Map.of("UploadOriginals", List.of("s3:PutObject")));
    assertThat(Statements.resources("UploadTicketsServiceRole").get("UploadOriginals"))
        .contains(Synthesised.id("AWS::S3::Bucket", "SystemStorageOriginals"))
        .contains("/*");
  }
}
