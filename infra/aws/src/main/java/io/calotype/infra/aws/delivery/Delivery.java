package io.calotype.infra.aws.delivery;

import io.calotype.infra.aws.settings.DeliverySettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.cloudfront.CfnDistribution;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.ErrorResponse;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.PriceClass;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.lambda.IVersion;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** The distribution, as {@code delivery.json} describes it. */
public final class Delivery extends Construct {
  private static final Map<String, PriceClass> PRICE_CLASSES =
      Map.of(
          "100", PriceClass.PRICE_CLASS_100,
          "200", PriceClass.PRICE_CLASS_200,
          "all", PriceClass.PRICE_CLASS_ALL);

  private final DeliveryPlan plan = DeliveryPlan.read();
  private final DeliverySettings settings;
  private final Distribution distribution;

  /**
   * Makes the distribution.
   *
   * @param origins by their names in {@code delivery.json}
   * @param functions by theirs
   * @param logs where requests are logged
   * @param webAcl ARN of the web ACL, or null
   */
  public Delivery(
      Construct scope,
      DeliverySettings settings,
      Map<String, IOrigin> origins,
      Map<String, IVersion> functions,
      IBucket logs,
      @Nullable String webAcl) {
    super(scope, "Delivery");
    this.settings = settings;
    Behaviours behaviours = new Behaviours(this, plan, origins, functions);
    Distribution.Builder builder =
        Distribution.Builder.create(this, "Distribution")
            .comment("Calotype")
            .httpVersion(HttpVersion.HTTP2_AND_3)
            .minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021)
            .priceClass(PRICE_CLASSES.get(settings.priceClass()))
            .enableLogging(true)
            .logBucket(logs)
            .logFilePrefix("cloudfront/")
            // Among them the hit rate.
            .publishAdditionalMetrics(true)
            .webAclId(webAcl)
            .errorResponses(errors())
            .defaultBehavior(behaviours.defaultOne())
            .additionalBehaviors(behaviours.others());
    if (settings.domain() != null && settings.certificate() != null) {
      builder
          .domainNames(List.of(settings.domain()))
          .certificate(Certificate.fromCertificateArn(this, "Certificate", settings.certificate()));
    }
    this.distribution = builder.build();
    acknowledge();
    ((CfnDistribution) distribution.getNode().getDefaultChild())
        .addPropertyOverride("DistributionConfig.CacheTagConfig.HeaderName", plan.cacheTagHeader());
  }

  /** The distribution. */
  public Distribution distribution() {
    return distribution;
  }

  /** Where viewers find pictures, without a trailing slash. */
  public String publicUrl() {
    return "https://"
        + Optional.ofNullable(settings.domain()).orElse(distribution.getDistributionDomainName());
  }

  /** What the CDK warns of, and why it is well. */
  private void acknowledge() {
    Annotations annotations = Annotations.of(this);
    // No viewer's path reaches the bucket as it is: a variant's name is put behind each.
    annotations.acknowledgeWarning("@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk");
    // The second region's stack writes that policy itself.
    annotations.acknowledgeWarning("@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac");
  }

  private List<ErrorResponse> errors() {
    return new TreeMap<>(plan.errorCachingMinTtlSeconds())
        .entrySet().stream()
            .map(
                error ->
                    ErrorResponse.builder()
                        .httpStatus(Integer.valueOf(error.getKey()))
                        .ttl(Duration.seconds(error.getValue()))
                        .build())
            .toList();
  }
}
