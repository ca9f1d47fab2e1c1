package io.calotype.infra.aws.delivery;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudfront.IResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseCustomHeader;
import software.amazon.awscdk.services.cloudfront.ResponseCustomHeadersBehavior;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentTypeOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersCorsBehavior;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersStrictTransportSecurity;
import software.amazon.awscdk.services.cloudfront.ResponseSecurityHeadersBehavior;
import software.constructs.Construct;

/** What is added to and removed from answers on their way to viewers. */
final class HeadersPolicies extends Construct {
  private final Map<String, IResponseHeadersPolicy> byName = new TreeMap<>();

  HeadersPolicies(Construct scope, Map<String, DeliveryPlan.Headers> plan) {
    super(scope, "HeadersPolicies");
    new TreeMap<>(plan).forEach((name, headers) -> byName.put(name, policy(name, headers)));
  }

  IResponseHeadersPolicy get(String name) {
    return DeliveryPlan.named(byName, name);
  }

  private ResponseHeadersPolicy policy(String name, DeliveryPlan.Headers headers) {
    ResponseHeadersPolicy.Builder policy =
        ResponseHeadersPolicy.Builder.create(this, name)
            .comment("Calotype: " + name)
            .customHeadersBehavior(
                ResponseCustomHeadersBehavior.builder()
                    .customHeaders(
                        new TreeMap<>(headers.set())
                            .entrySet().stream().map(HeadersPolicies::custom).toList())
                    .build())
            .securityHeadersBehavior(security(headers))
            .removeHeaders(headers.remove());
    if (headers.corsAnyOrigin()) {
      policy.corsBehavior(
          ResponseHeadersCorsBehavior.builder()
              .accessControlAllowOrigins(List.of("*"))
              .accessControlAllowMethods(List.of("GET", "HEAD"))
              .accessControlAllowHeaders(List.of("*"))
              .accessControlAllowCredentials(false)
              .originOverride(true)
              .build());
    }
    return policy.build();
  }

  private static ResponseCustomHeader custom(Map.Entry<String, String> header) {
    return ResponseCustomHeader.builder()
        .header(header.getKey())
        .value(header.getValue())
        .override(true)
        .build();
  }

  private static ResponseSecurityHeadersBehavior security(DeliveryPlan.Headers headers) {
    ResponseSecurityHeadersBehavior.Builder security = ResponseSecurityHeadersBehavior.builder();
    if (headers.contentTypeOptions()) {
      security.contentTypeOptions(
          ResponseHeadersContentTypeOptions.builder().override(true).build());
    }
    if (headers.strictTransportSecuritySeconds() > 0) {
      security.strictTransportSecurity(
          ResponseHeadersStrictTransportSecurity.builder()
              .accessControlMaxAge(Duration.seconds(headers.strictTransportSecuritySeconds()))
              .override(true)
              .build());
    }
    return security.build();
  }
}
