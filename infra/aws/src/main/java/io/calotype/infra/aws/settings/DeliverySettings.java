package io.calotype.infra.aws.settings;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How viewers reach pictures.
 *
 * @param domain {@code domain}: the host name of pictures; by default the one that CloudFront gives
 * @param certificate {@code certificate}: ARN of the domain's certificate, in us-east-1
 * @param firewall {@code firewall}: {@code none} (the default), {@code managed}: one is made with
 *     AWS's managed rules and a rate limit, or the ARN of a web ACL of scope CLOUDFRONT
 * @param originShield {@code originShield}: whether one more cache stands before the bucket, in or
 *     near the regions that {@link OriginShield} knows; by default false
 * @param priceClass {@code priceClass}: {@code 100}, {@code 200} or {@code all} (the default): from
 *     which of CloudFront's locations pictures are served
 */
public record DeliverySettings(
    @Nullable String domain,
    @Nullable String certificate,
    String firewall,
    boolean originShield,
    String priceClass) {
  /** No web ACL. */
  public static final String NO_FIREWALL = "none";

  /** A web ACL of this system's own. */
  public static final String MANAGED_FIREWALL = "managed";

  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");
  private static final Pattern CERTIFICATE =
      Pattern.compile("arn:aws:acm:us-east-1:[0-9]{12}:certificate/[A-Za-z0-9-]+");
  private static final Pattern FIREWALL =
      Pattern.compile(
          "none|managed|arn:aws:wafv2:us-east-1:[0-9]{12}:global/webacl/[A-Za-z0-9_-]+/[a-z0-9-]+");
  private static final Pattern PRICE_CLASS = Pattern.compile("100|200|all");

  static DeliverySettings of(SettingsNode node) {
    String firewall =
        node.text(
            "firewall", "none, managed or the ARN of a web ACL of scope CLOUDFRONT", FIREWALL);
    String priceClass = node.text("priceClass", "\"100\", \"200\" or \"all\"", PRICE_CLASS);
    DeliverySettings settings =
        new DeliverySettings(
            node.text("domain", "a host name such as pictures.example.com", DOMAIN),
            node.text("certificate", "the ARN of a certificate in us-east-1", CERTIFICATE),
            firewall == null ? NO_FIREWALL : firewall,
            node.flag("originShield", false),
            priceClass == null ? "all" : priceClass);
    if (node.has("domain") != node.has("certificate")) {
      node.problem("domain", "expected domain and certificate, or neither, but got one of them");
    }
    node.finish();
    return settings;
  }
}
