package io.calotype.infra.aws.delivery;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code infra/delivery/delivery.json}: how pictures, manifests and tickets are delivered. The
 * stand-in for CloudFront plays the same file; {@code delivery.schema.json} says what each part
 * means.
 */
public record DeliveryPlan(
    String cacheTagHeader,
    Map<String, Origin> origins,
    Map<String, String> functions,
    Map<String, Cache> cachePolicies,
    Map<String, Headers> responseHeadersPolicies,
    List<Behaviour> behaviours,
    Map<String, Integer> errorCachingMinTtlSeconds) {
  private static final String RESOURCE = "/io/calotype/infra/delivery/delivery.json";

  /** Reads the file; what it does not know is an error. */
  public static DeliveryPlan read() {
    try (InputStream in = DeliveryPlan.class.getResourceAsStream(RESOURCE)) {
      return new JsonMapper().readValue(Objects.requireNonNull(in), DeliveryPlan.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file's name for something, looked up. */
  static <T> T named(Map<String, T> byName, String name) {
    T found = byName.get(name);
    if (found == null) {
      throw new IllegalStateException(
          "expected one of " + byName.keySet() + " but delivery.json names " + name);
    }
    return found;
  }

  /** See the schema. */
  public record Origin(String kind) {}

  /** See the schema. */
  public record Cache(
      int minTtlSeconds,
      int defaultTtlSeconds,
      int maxTtlSeconds,
      List<String> queryStrings,
      List<String> headers) {}

  /** See the schema. */
  public record Headers(
      Map<String, String> set,
      boolean contentTypeOptions,
      int strictTransportSecuritySeconds,
      boolean corsAnyOrigin,
      List<String> remove) {}

  /** See the schema. */
  public record Behaviour(
      String pathPattern,
      String where,
      String origin,
      String methods,
      String forward,
      List<String> forwardHeaders,
      String cachePolicy,
      String responseHeadersPolicy,
      List<String> functions) {
    /** Whether CloudFront has it, or only one machine. */
    boolean onAws() {
      return "everywhere".equals(where);
    }

    /** Whether it takes what no other has taken. */
    boolean isDefault() {
      return "*".equals(pathPattern);
    }

    boolean readOnly() {
      return "read".equals(methods);
    }
  }
}
