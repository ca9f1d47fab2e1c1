package io.calotype.infra.aws.delivery;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudfront.CacheCookieBehavior;
import software.amazon.awscdk.services.cloudfront.CacheHeaderBehavior;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.CacheQueryStringBehavior;
import software.amazon.awscdk.services.cloudfront.ICachePolicy;
import software.constructs.Construct;

/** What is cached how long, and what makes the cache key. */
final class CachePolicies extends Construct {
  private final Map<String, ICachePolicy> byName = new TreeMap<>();

  CachePolicies(Construct scope, Map<String, DeliveryPlan.Cache> plan) {
    super(scope, "CachePolicies");
    new TreeMap<>(plan).forEach((name, cache) -> byName.put(name, policy(name, cache)));
  }

  ICachePolicy get(String name) {
    return DeliveryPlan.named(byName, name);
  }

  /** Where nothing is cached CloudFront refuses a policy with anything in its key: AWS's own. */
  private ICachePolicy policy(String name, DeliveryPlan.Cache cache) {
    if (cache.maxTtlSeconds() == 0) {
      return CachePolicy.CACHING_DISABLED;
    }
    return CachePolicy.Builder.create(this, name)
        .comment("Calotype: " + name)
        .minTtl(Duration.seconds(cache.minTtlSeconds()))
        .defaultTtl(Duration.seconds(cache.defaultTtlSeconds()))
        .maxTtl(Duration.seconds(cache.maxTtlSeconds()))
        .queryStringBehavior(
            cache.queryStrings().isEmpty()
                ? CacheQueryStringBehavior.none()
                : CacheQueryStringBehavior.allowList(cache.queryStrings().toArray(String[]::new)))
        .headerBehavior(
            cache.headers().isEmpty()
                ? CacheHeaderBehavior.none()
                : CacheHeaderBehavior.allowList(cache.headers().toArray(String[]::new)))
        .cookieBehavior(CacheCookieBehavior.none())
        // Pictures are compressed already.
        .enableAcceptEncodingBrotli(false)
        .enableAcceptEncodingGzip(false)
        .build();
  }
}
