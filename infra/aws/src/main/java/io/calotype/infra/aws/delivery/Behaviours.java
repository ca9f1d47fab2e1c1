package io.calotype.infra.aws.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.EdgeLambda;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.IOriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.LambdaEdgeEventType;
import software.amazon.awscdk.services.cloudfront.OriginRequestCookieBehavior;
import software.amazon.awscdk.services.cloudfront.OriginRequestHeaderBehavior;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestQueryStringBehavior;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.lambda.IVersion;
import software.constructs.Construct;

/** The plan's behaviours as a distribution takes them. */
final class Behaviours extends Construct {
  private static final Map<String, LambdaEdgeEventType> EVENTS =
      Map.of(
          "viewer-request", LambdaEdgeEventType.VIEWER_REQUEST,
          "origin-response", LambdaEdgeEventType.ORIGIN_RESPONSE);

  private final DeliveryPlan plan;
  private final Map<String, IOrigin> origins;
  private final Map<String, IVersion> functions;
  private final CachePolicies caches;
  private final HeadersPolicies headers;

  Behaviours(
      Construct scope,
      DeliveryPlan plan,
      Map<String, IOrigin> origins,
      Map<String, IVersion> functions) {
    super(scope, "Behaviours");
    this.plan = plan;
    this.origins = origins;
    this.functions = functions;
    this.caches = new CachePolicies(this, plan.cachePolicies());
    this.headers = new HeadersPolicies(this, plan.responseHeadersPolicies());
  }

  /** The one that takes what no other has taken. */
  BehaviorOptions defaultOne() {
    return plan.behaviours().stream()
        .filter(DeliveryPlan.Behaviour::isDefault)
        .map(this::options)
        .findFirst()
        .orElseThrow();
  }

  /** The others by path pattern, in their order: CloudFront takes the first that matches. */
  Map<String, BehaviorOptions> others() {
    Map<String, BehaviorOptions> others = new LinkedHashMap<>();
    plan.behaviours().stream()
        .filter(behaviour -> behaviour.onAws() && !behaviour.isDefault())
        .forEach(behaviour -> others.put(behaviour.pathPattern(), options(behaviour)));
    return others;
  }

  private BehaviorOptions options(DeliveryPlan.Behaviour behaviour) {
    BehaviorOptions.Builder options =
        BehaviorOptions.builder()
            .origin(DeliveryPlan.named(origins, behaviour.origin()))
            .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
            .allowedMethods(
                behaviour.readOnly() ? AllowedMethods.ALLOW_GET_HEAD : AllowedMethods.ALLOW_ALL)
            .compress(false)
            .cachePolicy(caches.get(behaviour.cachePolicy()))
            .responseHeadersPolicy(headers.get(behaviour.responseHeadersPolicy()))
            .edgeLambdas(behaviour.functions().stream().map(this::edgeLambda).toList());
    if ("all-viewer-except-host".equals(behaviour.forward())) {
      options.originRequestPolicy(OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER);
    } else if (!behaviour.forwardHeaders().isEmpty()) {
      options.originRequestPolicy(forwarding(behaviour));
    }
    return options.build();
  }

  private IOriginRequestPolicy forwarding(DeliveryPlan.Behaviour behaviour) {
    List<String> names = behaviour.forwardHeaders();
    return OriginRequestPolicy.Builder.create(this, "Forward" + String.join("", names))
        .comment("Calotype: " + String.join(", ", names))
        .headerBehavior(OriginRequestHeaderBehavior.allowList(names.toArray(String[]::new)))
        .queryStringBehavior(OriginRequestQueryStringBehavior.none())
        .cookieBehavior(OriginRequestCookieBehavior.none())
        .build();
  }

  private EdgeLambda edgeLambda(String name) {
    return EdgeLambda.builder()
        .functionVersion(DeliveryPlan.named(functions, name))
        .eventType(DeliveryPlan.named(EVENTS, DeliveryPlan.named(plan.functions(), name)))
        .build();
  }
}
