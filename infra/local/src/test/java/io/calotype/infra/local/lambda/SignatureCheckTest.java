package io.calotype.infra.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.infra.local.http.RawRequest;
import io.calotype.infra.local.s3.S3Credentials;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Against the published example of the algorithm, and against AWS's own signer. */
class SignatureCheckTest {
  private static final S3Credentials KEYS =
      new S3Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");

  /** "get-vanilla" of the Signature Version 4 test suite. */
  private static final RawRequest VANILLA =
      new RawRequest(
          "GET",
          "/",
          "",
          Map.of(
              "host",
              "example.amazonaws.com",
              "x-amz-date",
              "20150830T123600Z",
              "authorization",
              "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                  + " SignedHeaders=host;x-amz-date,"
                  + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
          new byte[0]);

  private static SignatureCheck check(String service) {
    return new SignatureCheck(KEYS, service, InstantSource.fixed(NOW));
  }

  @Test
  void takesTheSignatureOfTheTestSuite() {
    assertThat(check("service").fault(VANILLA)).isEmpty();
  }

  @Test
  void refusesWhatDiffersFromWhatWasSigned() {
    SignatureCheck check = check("service");

    assertThat(check.fault(changed("POST", "/", "", new byte[0]))).isPresent();
    assertThat(check.fault(changed("GET", "/other", "", new byte[0]))).isPresent();
    assertThat(check.fault(changed("GET", "/", "a=b", new byte[0]))).isPresent();
    assertThat(check.fault(changed("GET", "/", "", new byte[1]))).isPresent();
    assertThat(check.fault(new RawRequest("GET", "/", "", Map.of(), new byte[0])))
        .contains("expected an Authorization header of Signature Version 4");
  }

  @Test
  void refusesAnotherServiceAnotherKeyAndAnotherTime() {
    assertThat(check("lambda").fault(VANILLA)).isPresent();
    assertThat(
            new SignatureCheck(
                    new S3Credentials("other", KEYS.secretAccessKey()),
                    "service",
                    InstantSource.fixed(NOW))
                .fault(VANILLA))
        .isPresent();
    assertThat(at(NOW.plus(Duration.ofMinutes(15)))).isEmpty();
    assertThat(at(NOW.plus(Duration.ofMinutes(15)).plusSeconds(1))).isPresent();
    assertThat(at(NOW.minus(Duration.ofMinutes(15)).minusSeconds(1))).isPresent();
  }

  private static Optional<String> at(Instant now) {
    return new SignatureCheck(KEYS, "service", InstantSource.fixed(now)).fault(VANILLA);
  }

  private static RawRequest changed(String method, String path, String query, byte[] body) {
    return new RawRequest(method, path, query, VANILLA.headers(), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/plain.jpg/w160.jpg",
        "/k%C3%B6ln%20%26%20co/w160.jpg",
        "/a%2F..%2F%2Fb/w160-1x1.webp",
        "/trailing/",
        "/tilde~star%2Aquote%27/w1.png"
      })
  void agreesWithTheSignerOfAwsOnPaths(String path) {
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://127.0.0.1:9999"))
            .encodedPath(path)
            .putHeader("x-calotype-inline-bytes-max", "700000")
            .build();
    byte[] body = "body".getBytes(StandardCharsets.UTF_8);
    SignRequest<AwsCredentialsIdentity> toSign =
        SignRequest.builder(
                AwsCredentialsIdentity.create(KEYS.accessKeyId(), KEYS.secretAccessKey()))
            .request(unsigned)
            .payload(() -> new ByteArrayInputStream(body))
            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
            .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC))
            .build();
    SdkHttpRequest signed = AwsV4HttpSigner.create().sign(toSign).request();
    Map<String, String> headers = new LinkedHashMap<>();
    signed
        .headers()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));

    assertThat(check("lambda").fault(new RawRequest("POST", path, "", headers, body))).isEmpty();
  }
}
