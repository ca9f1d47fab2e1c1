package io.calotype.infra.aws;

import static io.calotype.infra.aws.Synthesised.FULL;
import static io.calotype.infra.aws.Synthesised.NEIGHBOUR;
import static io.calotype.infra.aws.Synthesised.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The distribution against {@code delivery.json}, which the stand-in for CloudFront plays. */
final class DeliveryTest {
  private final JsonNode plan = read(Path.of("..", "delivery", "delivery.json"));
  private final JsonNode home = FULL.home().path("Resources");
  private final JsonNode config = only("AWS::CloudFront::Distribution").path("DistributionConfig");

  @Test
  void speaksHttp3AndTls12() {
    assertThat(config.path("HttpVersion").textValue()).isEqualTo("http2and3");
    assertThat(config.at("/ViewerCertificate/MinimumProtocolVersion").textValue())
        .isEqualTo("TLSv1.2_2021");
    assertThat(config.at("/ViewerCertificate/AcmCertificateArn").textValue())
        .startsWith("arn:aws:acm:us-east-1:");
    assertThat(config.at("/Aliases/0").textValue()).isEqualTo("pictures.example.com");
    assertThat(behaviours().values())
        .allMatch(b -> b.path("ViewerProtocolPolicy").textValue().equals("redirect-to-https"));
  }

  @Test
  void hasTheBehavioursOfThePlanInTheirOrder() {
    assertThat(config.path("CacheBehaviors"))
        .extracting(behaviour -> behaviour.path("PathPattern").textValue())
        .containsExactly("/uploads", "/_calotype/manifest/*");
    assertThat(config.at("/DefaultCacheBehavior/AllowedMethods").toString())
        .isEqualTo("[\"GET\",\"HEAD\"]");
    assertThat(behaviours().get("/uploads").path("AllowedMethods")).hasSize(7);
  }

  @Test
  void cachesByThePlansKeysAndTimes() {
    behaviours()
        .forEach(
            (pattern, behaviour) -> {
              JsonNode cache = plan.at("/cachePolicies/" + planned(pattern, "cachePolicy"));
              if (cache.path("maxTtlSeconds").intValue() == 0) {
                // CloudFront's own policy that caches nothing.
                assertThat(behaviour.path("CachePolicyId").textValue())
                    .isEqualTo("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
                return;
              }
              JsonNode made =
                  resource(behaviour.at("/CachePolicyId/Ref").textValue())
                      .path("CachePolicyConfig");
              assertThat(made.path("MinTTL")).isEqualTo(cache.path("minTtlSeconds"));
              assertThat(made.path("DefaultTTL")).isEqualTo(cache.path("defaultTtlSeconds"));
              assertThat(made.path("MaxTTL")).isEqualTo(cache.path("maxTtlSeconds"));
              JsonNode key = made.path("ParametersInCacheKeyAndForwardedToOrigin");
              assertThat(key.at("/QueryStringsConfig/QueryStrings"))
                  .extracting(JsonNode::textValue)
                  .containsExactlyElementsOf(texts(cache.path("queryStrings")));
              assertThat(key.at("/HeadersConfig/Headers"))
                  .extracting(JsonNode::textValue)
                  .containsExactlyElementsOf(texts(cache.path("headers")));
              assertThat(key.at("/CookiesConfig/CookieBehavior").textValue()).isEqualTo("none");
              assertThat(key.path("EnableAcceptEncodingGzip").booleanValue()).isFalse();
            });
  }

  @Test
  void addsAndRemovesThePlansHeaders() {
    behaviours()
        .forEach(
            (pattern, behaviour) -> {
              JsonNode headers =
                  plan.at("/responseHeadersPolicies/" + planned(pattern, "responseHeadersPolicy"));
              JsonNode made =
                  resource(behaviour.at("/ResponseHeadersPolicyId/Ref").textValue())
                      .path("ResponseHeadersPolicyConfig");
              Map<String, String> set = new TreeMap<>();
              made.at("/CustomHeadersConfig/Items")
                  .forEach(
                      item -> set.put(item.path("Header").asText(), item.path("Value").asText()));
              Map<String, String> expected = new TreeMap<>();
              headers
                  .path("set")
                  .properties()
                  .forEach(e -> expected.put(e.getKey(), e.getValue().asText()));
              assertThat(set).isEqualTo(expected);
              assertThat(made.at("/RemoveHeadersConfig/Items"))
                  .extracting(item -> item.path("Header").textValue())
                  .containsExactlyElementsOf(texts(headers.path("remove")));
              assertThat(
                      made.at(
                          "/SecurityHeadersConfig/StrictTransportSecurity/AccessControlMaxAgeSec"))
                  .isEqualTo(headers.path("strictTransportSecuritySeconds"));
              assertThat(made.at("/SecurityHeadersConfig").has("ContentTypeOptions"))
                  .isEqualTo(headers.path("contentTypeOptions").booleanValue());
              assertThat(made.has("CorsConfig"))
                  .isEqualTo(headers.path("corsAnyOrigin").booleanValue());
            });
  }

  @Test
  void forwardsWhatThePlanForwards() {
    JsonNode pictures =
        resource(behaviours().get("*").at("/OriginRequestPolicyId/Ref").textValue())
            .path("OriginRequestPolicyConfig");
    assertThat(pictures.at("/HeadersConfig/Headers"))
        .extracting(JsonNode::textValue)
        .containsExactly("x-calotype-query");
    assertThat(pictures.at("/QueryStringsConfig/QueryStringBehavior").textValue())
        .isEqualTo("none");
    // CloudFront's own policy: all of the viewer's but Host.
    assertThat(behaviours().get("/uploads").path("OriginRequestPolicyId").textValue())
        .isEqualTo("b689b0a8-53d0-40ab-baf2-68738e2966ac");
  }

  @Test
  void runsThePlansFunctionsAtTheirEvents() {
    behaviours()
        .forEach(
            (pattern, behaviour) -> {
              Map<String, String> events = new TreeMap<>();
              behaviour
                  .path("LambdaFunctionAssociations")
                  .forEach(
                      function ->
                          events.put(
                              function.path("EventType").textValue(),
                              function.path("LambdaFunctionARN").toString()));
              JsonNode functions = behaviourOf(pattern).path("functions");
              assertThat(events).hasSize(functions.size());
              functions.forEach(
                  name -> {
                    String event = plan.at("/functions/" + name.textValue()).textValue();
                    assertThat(events.get(event))
                        .contains(name.textValue().replace("-", ""))
                        .contains("FunctionArn");
                  });
            });
  }

  @Test
  void cachesErrorsAsThePlanSays() {
    Map<String, Integer> ttl = new TreeMap<>();
    config
        .path("CustomErrorResponses")
        .forEach(
            e -> ttl.put(e.path("ErrorCode").asText(), e.path("ErrorCachingMinTTL").intValue()));
    Map<String, Integer> expected = new TreeMap<>();
    plan.path("errorCachingMinTtlSeconds")
        .properties()
        .forEach(e -> expected.put(e.getKey(), e.getValue().intValue()));
    assertThat(ttl).isEqualTo(expected);
  }

  @Test
  void invalidatesByThePlansTag() {
    assertThat(config.at("/CacheTagConfig/HeaderName")).isEqualTo(plan.path("cacheTagHeader"));
  }

  @Test
  void tellsTheEdgeWhereTheFunctionIsByAHeaderOfTheOrigin() {
    assertThat(config.at("/Origins/0/OriginCustomHeaders/0/HeaderName").textValue())
        .isEqualTo("x-calotype-on-the-fly");
    assertThat(config.at("/Origins/0/OriginCustomHeaders/0/HeaderValue/Fn::GetAtt/0").textValue())
        .isEqualTo(Synthesised.id("AWS::Lambda::Url", "SystemOnTheFlyLive"));
    assertThat(config.at("/Origins/0/OriginShield/OriginShieldRegion").textValue())
        .isEqualTo("eu-central-1");
  }

  @Test
  void shieldsEachBucketFromItsOwnRegionOrFromOneThatIsNear() {
    assertThat(config.at("/Origins/1/OriginShield/OriginShieldRegion").textValue())
        .isEqualTo("eu-west-1");
    assertThat(NEIGHBOUR.home().path("Resources"))
        .filteredOn(each -> each.path("Type").asText().equals("AWS::CloudFront::Distribution"))
        .singleElement()
        .satisfies(
            distribution ->
                assertThat(
                        distribution
                            .at(
                                "/Properties/DistributionConfig/Origins/0/OriginShield"
                                    + "/OriginShieldRegion")
                            .textValue())
                    .as("Stockholm has none")
                    .isEqualTo("eu-west-2"));
  }

  @Test
  void letsOnlyThisDistributionReadVariants() {
    JsonNode statements =
        tree(Synthesised.properties("AWS::S3::BucketPolicy", "SystemStorageVariants"))
            .at("/PolicyDocument/Statement");
    assertThat(statements)
        .filteredOn(s -> s.at("/Principal/Service").asText().equals("cloudfront.amazonaws.com"))
        .singleElement()
        .satisfies(
            statement -> {
              assertThat(statement.path("Action").toString())
                  .isEqualTo("[\"s3:GetObject\",\"s3:ListBucket\"]");
              assertThat(statement.at("/Condition/StringEquals/AWS:SourceArn").toString())
                  .contains(
                      Synthesised.id("AWS::CloudFront::Distribution", "DeliveryDistribution"));
            });
  }

  @Test
  void putsAWebAclBeforeItWhereToldTo() {
    assertThat(config.path("WebACLId").at("/Fn::GetAtt/1").textValue())
        .isEqualTo("Parameter.Value");
    JsonNode edge = FULL.edge().path("Resources");
    assertThat(edge)
        .filteredOn(r -> r.path("Type").asText().equals("AWS::WAFv2::WebACL"))
        .singleElement()
        .satisfies(
            acl -> {
              assertThat(acl.at("/Properties/Scope").textValue()).isEqualTo("CLOUDFRONT");
              assertThat(acl.at("/Properties/Rules")).hasSize(3);
            });
    JsonNode other = OTHER.home().path("Resources");
    assertThat(other.toString()).doesNotContain("WebACLId");
  }

  @Test
  void failsOverToTheSecondRegionWhereS3IsAwayButNotWhereAVariantIsMissing() {
    JsonNode group = config.at("/OriginGroups/Items/0");
    assertThat(group.at("/FailoverCriteria/StatusCodes/Items").toString())
        .isEqualTo("[500,502,503,504]");
    assertThat(group.at("/Members/Items")).hasSize(2);
    assertThat(config.at("/DefaultCacheBehavior/TargetOriginId")).isEqualTo(group.path("Id"));
    assertThat(config.at("/Origins/1/DomainName").toString())
        .contains("calotype-variants-123456789012-eu-central-1-eu-west-1");
  }

  private Map<String, JsonNode> behaviours() {
    Map<String, JsonNode> behaviours = new TreeMap<>();
    config
        .path("CacheBehaviors")
        .forEach(behaviour -> behaviours.put(behaviour.path("PathPattern").asText(), behaviour));
    behaviours.put("*", config.path("DefaultCacheBehavior"));
    return behaviours;
  }

  private String planned(String pattern, String part) {
    return behaviourOf(pattern).path(part).textValue();
  }

  private JsonNode behaviourOf(String pattern) {
    for (JsonNode behaviour : plan.path("behaviours")) {
      if (behaviour.path("pathPattern").asText().equals(pattern)) {
        return behaviour;
      }
    }
    throw new AssertionError("expected a behaviour for " + pattern + " in delivery.json");
  }

  private JsonNode only(String type) {
    for (JsonNode resource : home) {
      if (resource.path("Type").asText().equals(type)) {
        return resource.path("Properties");
      }
    }
    throw new AssertionError("expected a " + type);
  }

  private JsonNode resource(String id) {
    return home.path(id).path("Properties");
  }

  private static Iterable<String> texts(JsonNode list) {
    return new JsonMapper().convertValue(list, new TypeReference<List<String>>() {});
  }

  private static JsonNode tree(Object value) {
    return new JsonMapper().valueToTree(value);
  }

  private static JsonNode read(Path file) {
    try {
      return new JsonMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
