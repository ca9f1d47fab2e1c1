package io.calotype.infra.local.lambda;

import io.calotype.infra.local.http.RawRequest;
import io.calotype.infra.local.s3.S3Credentials;
import io.calotype.variants.request.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks AWS Signature Version 4 in headers, as all services but S3 compute it. */
final class SignatureCheck {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8}/[a-z0-9-]+/([a-z0-9-]+)/aws4_request), ?"
              + "SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Duration SKEW_MAX = Duration.ofMinutes(15);

  private final S3Credentials keys;
  private final String service;
  private final InstantSource clock;

  /**
   * Checks requests to one service.
   *
   * @param service as credentials' scopes name it
   */
  SignatureCheck(S3Credentials keys, String service, InstantSource clock) {
    this.keys = keys;
    this.service = service;
    this.clock = clock;
  }

  /**
   * What is wrong with a request's signature; empty where nothing is.
   *
   * @param request without a query, or with one in canonical order
   */
  Optional<String> fault(RawRequest request) {
    Matcher said = AUTHORIZATION.matcher(request.header("authorization"));
    if (!said.matches()) {
      return Optional.of("expected an Authorization header of Signature Version 4");
    }
    String scope = said.group(2);
    List<String> names = List.of(said.group(4).split(";", -1));
    if (!said.group(1).equals(keys.accessKeyId()) || !said.group(3).equals(service)) {
      return Optional.of("expected the system's own access key, signing for " + service);
    }
    String time = request.header("x-amz-date");
    if (!names.contains("host")
        || !names.contains("x-amz-date")
        || !time.startsWith(scope.substring(0, 8))) {
      return Optional.of("expected host and x-amz-date among the signed headers");
    }
    if (!isRecent(time)) {
      return Optional.of("expected a request of the last 15 minutes but got another");
    }
    String toSign =
        String.join("\n", "AWS4-HMAC-SHA256", time, scope, sha256(canonical(request, names)));
    byte[] key = ("AWS4" + keys.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    String expected = HexFormat.of().formatHex(hmac(key, toSign));
    return MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.US_ASCII),
            said.group(5).getBytes(StandardCharsets.US_ASCII))
        ? Optional.empty()
        : Optional.of("the signature does not match");
  }

  private boolean isRecent(String time) {
    try {
      Duration off = Duration.between(TIME.parse(time, Instant::from), clock.instant());
      return off.abs().compareTo(SKEW_MAX) <= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static byte[] canonical(RawRequest request, List<String> names) {
    String headers =
        names.stream()
            .map(name -> name + ":" + request.header(name).strip().replaceAll(" +", " ") + "\n")
            .collect(Collectors.joining());
    return String.join(
            "\n",
            request.method(),
            canonicalPath(request.rawPath()),
            request.rawQuery(),
            headers,
            String.join(";", names),
            sha256(request.body()))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Without dot segments and empty ones, and with what is escaped already escaped once more. */
  private static String canonicalPath(String rawPath) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : rawPath.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(PercentEncoding.encodePath(segment));
      }
    }
    String end = !segments.isEmpty() && rawPath.endsWith("/") ? "/" : "";
    return "/" + String.join("/", segments) + end;
  }

  private static String sha256(byte[] data) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256 and takes keys of any length", e);
    }
  }
}
