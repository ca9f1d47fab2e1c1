package io.calotype.edge.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.request.PercentEncoding;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

final class UploadTicketHandlerTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, String> CLAIMS = Map.of("sub", "someone");
  private static final String GOOD =
      "{\"filename\":\"köln & co.jpg\",\"contentType\":\"image/jpeg\",\"bytes\":1234}";

  private final S3Presigner presigner =
      S3Presigner.builder()
          .region(Region.EU_CENTRAL_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
          .build();
  private final UploadTicketHandler handler = handler(Set.of("https://app.example.com"));

  @AfterEach
  void closePresigner() {
    presigner.close();
  }

  @Test
  void answersWithATicket() throws Exception {
    APIGatewayV2HTTPResponse response = post(GOOD);

    assertThat(response.getStatusCode()).isEqualTo(201);
    assertThat(response.getHeaders())
        .containsEntry("content-type", "application/json")
        .containsEntry("cache-control", "no-store");
    JsonNode ticket = JSON.readTree(response.getBody());
    assertThat(ticket.fieldNames())
        .toIterable()
        .containsExactly("key", "uploadUrl", "method", "headers", "expiresAt", "manifestUrl");
    assertThat(ticket.get("key").textValue()).matches("[a-z2-7]{12}/köln & co\\.jpg");
    assertThat(ticket.get("method").textValue()).isEqualTo("PUT");
    assertThat(ticket.get("headers"))
        .isEqualTo(JSON.readTree("{\"Content-Type\":\"image/jpeg\",\"If-None-Match\":\"*\"}"));
    assertThat(ticket.get("manifestUrl").textValue())
        .matches(
            "https://pictures\\.example\\.com/_calotype/manifest/[a-z2-7]{12}/k%C3%B6ln%20%26%20co\\.jpg");
    assertThat(ticket.get("expiresAt").textValue()).matches("[0-9]{4}-.*T[0-9:]{8}Z");
  }

  @Test
  void signsTypeLengthAndSingleUse() throws Exception {
    URI url = URI.create(ticket().get("uploadUrl").textValue());

    assertThat(query(url).get("X-Amz-SignedHeaders"))
        .isEqualTo("content-length;content-type;host;if-none-match");
    assertThat(query(url))
        .containsEntry("X-Amz-Expires", "900")
        .doesNotContainKeys("x-amz-checksum-crc32", "x-amz-sdk-checksum-algorithm");
  }

  @Test
  void signsTheKey() throws Exception {
    JsonNode ticket = ticket();
    URI url = URI.create(ticket.get("uploadUrl").textValue());

    assertThat(url.getHost()).startsWith("calotype-originals.");
    assertThat(url.getRawPath())
        .isEqualTo("/" + PercentEncoding.encodePath(ticket.get("key").textValue()));
  }

  @Test
  void saysWhenTheUrlEndsToWork() throws Exception {
    JsonNode ticket = ticket();
    String signedAt = query(URI.create(ticket.get("uploadUrl").textValue())).get("X-Amz-Date");
    Instant end =
        Instant.parse(signedAt.replaceAll("(....)(..)(..)T(..)(..)(..)Z", "$1-$2-$3T$4:$5:$6Z"))
            .plus(Duration.ofMinutes(15));

    assertThat(Instant.parse(ticket.get("expiresAt").textValue())).isEqualTo(end);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          201 | {"filename":"a.jpg","contentType":"image/jpeg","bytes":1}             |
          201 | {"filename":"a.jpg","contentType":"Image/JPEG","bytes":50000000}      |
          201 | {"filename":"../..","contentType":"image/avif","bytes":10}            |
          413 | {"filename":"a.jpg","contentType":"image/jpeg","bytes":50000001}      | expected a file of at most 50000000 bytes but got 50000001
          413 | {"filename":"a","contentType":"image/png","bytes":99999999999999999999}  | expected a file of at most 50000000 bytes but got far more
          415 | {"filename":"a.heic","contentType":"image/heic","bytes":1}            | expected contentType to be one of image/avif, image/gif, image/jpeg, image/png, image/tiff, image/webp but got "image/heic"
          415 | {"filename":"a.svg","contentType":"image/svg+xml","bytes":1}          | expected contentType to be one of image/avif, image/gif, image/jpeg, image/png, image/tiff, image/webp but got "image/svg+xml"
          415 | {"filename":"a.jpg","contentType":"image/jpeg; q=1","bytes":1}        | expected contentType to be one of image/avif, image/gif, image/jpeg, image/png, image/tiff, image/webp but got "image/jpeg; q=1"
          400 | {"filename":"a.jpg","contentType":"image/jpeg","bytes":0}             | expected bytes to be a whole number above 0 but got "0"
          400 | {"filename":"a.jpg","contentType":"image/jpeg","bytes":-1}            | expected bytes to be a whole number above 0 but got "-1"
          400 | {"filename":"a.jpg","contentType":"image/jpeg","bytes":1.5}           | expected bytes to be a whole number above 0 but got "1.5"
          400 | {"filename":"a.jpg","contentType":"image/jpeg","bytes":1e3}           | expected bytes to be a whole number above 0 but got "1000.0"
          400 | {"filename":"a.jpg","contentType":"image/jpeg","bytes":"1"}           | expected bytes to be a whole number above 0 but got "1"
          400 | {"filename":"a.jpg","contentType":"image/jpeg","bytes":null}          | expected bytes to be a whole number above 0 but got "null"
          400 | {"filename":"a.jpg","contentType":"image/jpeg"}                       | expected bytes to be a whole number above 0 but got nothing
          400 | {"filename":"a.jpg","bytes":1}                                        | expected contentType to be a text but got nothing
          400 | {"contentType":"image/jpeg","bytes":1}                                | expected filename to be a text but got nothing
          400 | {"filename":"","contentType":"image/jpeg","bytes":1}                  | expected filename to be a text but got ""
          400 | {"filename":["a"],"contentType":"image/jpeg","bytes":1}               | expected filename to be a text but got "["a"]"
          400 | {"filename":"a","contentType":"image/jpeg","bytes":1,"key":"b"}       | expected only [bytes, contentType, filename] but got "key"
          400 | {"filename":1,"contentType":true}                                     | expected filename to be a text but got "1"; expected contentType to be a text but got "true"; expected bytes to be a whole number above 0 but got nothing
          400 | {"filename":"a","filename":"b","contentType":"image/jpeg","bytes":1}  | expected a body of at most 16384 characters that is a JSON object {"filename": text, "contentType": text, "bytes": whole number} but got "{"filename":"a","filename":"b","contentT..."
          400 | {"filename":"a","contentType":"image/jpeg","bytes":1} x               | expected a body of at most 16384 characters that is a JSON object {"filename": text, "contentType": text, "bytes": whole number} but got "{"filename":"a","contentType":"image/jpe..."
          400 | []                                                                    | expected a body of at most 16384 characters that is a JSON object {"filename": text, "contentType": text, "bytes": whole number} but got "[]"
          400 | filename=a.jpg                                                        | expected a body of at most 16384 characters that is a JSON object {"filename": text, "contentType": text, "bytes": whole number} but got "filename=a.jpg"
          """)
  void answersEachBodyWithItsStatus(int status, String body, String message) {
    APIGatewayV2HTTPResponse response = post(body);

    assertThat(response.getStatusCode()).isEqualTo(status);
    if (status != 201) {
      assertThat(response.getBody()).isEqualTo(message + "\n");
      assertThat(response.getHeaders()).containsEntry("content-type", "text/plain; charset=utf-8");
    }
  }

  @Test
  void refusesAnEmptyAndAnEndlessBody() {
    assertThat(post(null).getStatusCode()).isEqualTo(400);
    assertThat(post("").getStatusCode()).isEqualTo(400);
    assertThat(post(" ".repeat(16_385)).getBody()).contains("but got one of 16385 characters");
  }

  @Test
  void neverEchoesLineBreaks() {
    assertThat(post("{\"filename\":\"a\",\"contentType\":\"x\\r\\ny\",\"bytes\":1}").getBody())
        .endsWith("but got \"x??y\"\n")
        .hasLineCount(1);
  }

  @Test
  void readsBodiesInBase64() {
    APIGatewayV2HTTPEvent event = event("POST", "/uploads", CLAIMS);
    event.setIsBase64Encoded(true);
    event.setBody(Base64.getEncoder().encodeToString(GOOD.getBytes(StandardCharsets.UTF_8)));
    assertThat(handler.handleRequest(event, null).getStatusCode()).isEqualTo(201);

    event.setBody("not base64!");
    APIGatewayV2HTTPResponse refused = handler.handleRequest(event, null);
    assertThat(refused.getStatusCode()).isEqualTo(400);
    assertThat(refused.getBody()).isEqualTo("expected a body in base64 but got \"not base64!\"\n");
  }

  @Test
  void refusesEventsWithoutClaims() {
    APIGatewayV2HTTPEvent noAuthorizer = event("POST", "/uploads", CLAIMS);
    noAuthorizer.getRequestContext().setAuthorizer(null);
    APIGatewayV2HTTPEvent noJwt = event("POST", "/uploads", CLAIMS);
    noJwt.getRequestContext().getAuthorizer().setJwt(null);

    for (APIGatewayV2HTTPEvent event :
        new APIGatewayV2HTTPEvent[] {
          noAuthorizer, noJwt, event("POST", "/uploads", null), event("POST", "/uploads", Map.of())
        }) {
      event.setBody(GOOD);
      APIGatewayV2HTTPResponse response = handler.handleRequest(event, null);
      assertThat(response.getStatusCode()).isEqualTo(401);
      assertThat(response.getHeaders()).containsEntry("www-authenticate", "Bearer");
    }
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "POST, /uploads/, 404",
    "POST, /Uploads, 404",
    "POST, /, 404",
    "GET, /uploads, 405",
    "HEAD, /uploads, 405",
    "DELETE, /uploads, 405",
    "GET, /photo.jpg, 404",
    "OPTIONS, /uploads, 204"
  })
  void answersOtherPathsAndMethodsWithoutAskingForAToken(String method, String path, int status) {
    APIGatewayV2HTTPResponse response = handler.handleRequest(event(method, path, null), null);

    assertThat(response.getStatusCode()).isEqualTo(status);
    assertThat(response.getHeaders().get("allow"))
        .isEqualTo(status == 404 ? null : "OPTIONS, POST");
  }

  @Test
  void letsOnlyListedOriginsAsk() {
    assertThat(preflight(handler, "https://app.example.com"))
        .containsEntry("access-control-allow-origin", "https://app.example.com")
        .containsEntry("access-control-allow-methods", "POST")
        .containsEntry("access-control-allow-headers", "authorization, content-type")
        .containsEntry("vary", "origin");
    assertThat(preflight(handler, "https://evil.example.com"))
        .doesNotContainKey("access-control-allow-origin")
        .containsEntry("vary", "origin");
    assertThat(preflight(handler(Set.of("*")), "https://any.example.com"))
        .containsEntry("access-control-allow-origin", "*");
  }

  @Test
  void letsScriptsOfListedOriginsReadRefusalsToo() {
    APIGatewayV2HTTPEvent event = event("POST", "/uploads", CLAIMS);
    event.setHeaders(Map.of("origin", "https://app.example.com"));

    APIGatewayV2HTTPResponse response = handler.handleRequest(event, null);
    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(response.getHeaders())
        .containsEntry("access-control-allow-origin", "https://app.example.com");
  }

  private static Map<String, String> preflight(UploadTicketHandler handler, String origin) {
    APIGatewayV2HTTPEvent event = event("OPTIONS", "/uploads", null);
    event.setHeaders(Map.of("origin", origin));
    return handler.handleRequest(event, null).getHeaders();
  }

  private JsonNode ticket() throws Exception {
    return JSON.readTree(post(GOOD).getBody());
  }

  private APIGatewayV2HTTPResponse post(String body) {
    APIGatewayV2HTTPEvent event = event("POST", "/uploads", CLAIMS);
    event.setBody(body);
    return handler.handleRequest(event, null);
  }

  private UploadTicketHandler handler(Set<String> corsOrigins) {
    return new UploadTicketHandler(
        new TicketSettings(
            "calotype-originals",
            URI.create("https://pictures.example.com"),
            Duration.ofMinutes(15),
            corsOrigins,
            false,
            RecipeReader.defaultRecipe()),
        presigner,
        new Random(1));
  }

  private static APIGatewayV2HTTPEvent event(
      String method, String path, Map<String, String> claims) {
    return APIGatewayV2HTTPEvent.builder()
        .withRawPath(path)
        .withRequestContext(
            APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(
                    APIGatewayV2HTTPEvent.RequestContext.Http.builder().withMethod(method).build())
                .withAuthorizer(
                    APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                        .withJwt(
                            APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT
                                .builder()
                                .withClaims(claims)
                                .build())
                        .build())
                .build())
        .build();
  }

  private static Map<String, String> query(URI url) {
    return Arrays.stream(url.getRawQuery().split("&"))
        .map(parameter -> parameter.split("=", 2))
        .collect(
            Collectors.toMap(
                parts -> parts[0], parts -> PercentEncoding.decode(parts[1]).orElseThrow()));
  }
}
