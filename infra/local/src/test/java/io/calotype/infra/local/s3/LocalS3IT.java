package io.calotype.infra.local.s3;

import static io.calotype.infra.local.s3.S3Fixture.BUCKET;
import static io.calotype.infra.local.s3.S3Fixture.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.infra.local.ports.PortInUseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalS3IT {
  private static final int PART_BYTES = 5 * 1024 * 1024;

  private S3Fixture s3;

  @BeforeAll
  void start() {
    s3 = new S3Fixture();
  }

  @AfterAll
  void stop() {
    s3.close();
  }

  @BeforeEach
  void forgetEvents() {
    s3.events.clear();
  }

  @Test
  void hasTheThreeBuckets() {
    assertThat(s3.client.listBuckets().buckets())
        .extracting(Bucket::name)
        .containsExactly("calotype-dead-letters", "calotype-originals", "calotype-variants");
  }

  @Test
  void servesWhatItWasGiven() {
    s3.client.putObject(
        b ->
            b.bucket(BUCKET)
                .key("headers")
                .contentType("image/webp")
                .cacheControl("public, max-age=31536000, immutable")
                .contentDisposition("inline")
                .metadata(Map.of("calotype-source-etag", "\"abc\"", "v", "0123+ =%20")),
        RequestBody.fromString("bytes"));

    HeadObjectResponse head = s3.client.headObject(b -> b.bucket(BUCKET).key("headers"));
    assertThat(head.contentType()).isEqualTo("image/webp");
    assertThat(head.cacheControl()).isEqualTo("public, max-age=31536000, immutable");
    assertThat(head.contentDisposition()).isEqualTo("inline");
    assertThat(head.metadata())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("calotype-source-etag", "\"abc\"", "v", "0123+ =%20"));
    assertThat(head.contentLength()).isEqualTo(5);
    assertThat(head.eTag()).isEqualTo("\"4b3a6218bb3e3a7303e8a171a60fcf92\"");
  }

  @Test
  void readsRangesAndConditions() {
    String etag = s3.put("ranges", "0123456789");

    assertThat(range("bytes=2-4")).isEqualTo("234");
    assertThat(range("bytes=7-")).isEqualTo("789");
    assertThat(range("bytes=-2")).isEqualTo("89");
    assertThat(range("bytes=8-100")).isEqualTo("89");
    assertThat(statusOf(() -> range("bytes=10-"))).isEqualTo(416);
    assertThat(statusOf(() -> getIf(etag, null))).isEqualTo(200);
    assertThat(statusOf(() -> getIf("\"other\"", null))).isEqualTo(412);
    assertThat(statusOf(() -> getIf(null, etag))).isEqualTo(304);
  }

  @Test
  void listsByPrefixAndDelimiter() {
    for (String key : List.of("l/a", "l/a.jpg/w160.jpg", "l/a.jpg/x/y", "l/a.jpg", "l/b/1", "m")) {
      s3.put(key, "x");
    }

    ListObjectsV2Response children =
        s3.client.listObjectsV2(b -> b.bucket(BUCKET).prefix("l/a.jpg/").delimiter("/"));
    assertThat(children.contents()).extracting(S3Object::key).containsExactly("l/a.jpg/w160.jpg");
    assertThat(children.commonPrefixes())
        .extracting(CommonPrefix::prefix)
        .containsExactly("l/a.jpg/x/");
    assertThat(
            s3.client
                .listObjectsV2Paginator(
                    b -> b.bucket(BUCKET).prefix("l/").delimiter("/").maxKeys(1))
                .contents())
        .extracting(S3Object::key)
        .containsExactly("l/a", "l/a.jpg");
    ListObjectsV2Response behind =
        s3.client.listObjectsV2(b -> b.bucket(BUCKET).prefix("l/").startAfter("l/a.jpg/x/y"));
    assertThat(behind.contents()).extracting(S3Object::key).containsExactly("l/b/1");
    ListObjectsResponse v1 =
        s3.client.listObjects(b -> b.bucket(BUCKET).prefix("l/").delimiter("/").maxKeys(3));
    assertThat(v1.isTruncated()).isTrue();
    assertThat(v1.nextMarker()).isEqualTo("l/a.jpg/");
    assertThat(
            s3.client
                .listObjects(
                    b -> b.bucket(BUCKET).prefix("l/").delimiter("/").marker(v1.nextMarker()))
                .commonPrefixes())
        .extracting(CommonPrefix::prefix)
        .containsExactly("l/b/");
  }

  @Test
  void sendsOneEventForEachKindOfChange() throws Exception {
    s3.put("kinds", "1");
    s3.client.copyObject(
        b ->
            b.sourceBucket(BUCKET)
                .sourceKey("kinds")
                .destinationBucket(BUCKET)
                .destinationKey("c"));
    multipart("kinds-multipart");
    s3.client.deleteObjects(
        b ->
            b.bucket(BUCKET)
                .delete(d -> d.objects(identifier("kinds"), identifier("never-there"))));

    assertThat(s3.events)
        .extracting(LocalS3IT::summary)
        .containsExactly(
            "Object Created PutObject kinds",
            "Object Created CopyObject c",
            "Object Created CompleteMultipartUpload kinds-multipart",
            "Object Deleted DeleteObject kinds");
  }

  @Test
  void joinsMultipartUploadsUnderTheirOwnKindOfEtag() throws Exception {
    String etag = multipart("joined");

    assertThat(etag).matches("\"[0-9a-f]{32}-2\"");
    HeadObjectResponse head = s3.client.headObject(b -> b.bucket(BUCKET).key("joined"));
    assertThat(head.contentLength()).isEqualTo(PART_BYTES + 3);
    assertThat(head.contentType()).isEqualTo("image/jpeg");
    assertThat(head.eTag()).isEqualTo(etag);
    assertThat(s3.client.listMultipartUploads(b -> b.bucket(BUCKET)).uploads()).isEmpty();
  }

  @Test
  void refusesToMakeAnythingPublic() {
    s3.put("private", "x");

    assertThat(
            statusOf(
                () ->
                    s3.client.putObject(
                        b -> b.bucket(BUCKET).key("p").acl(ObjectCannedACL.PUBLIC_READ),
                        RequestBody.fromString("x"))))
        .isEqualTo(400);
    assertThat(
            statusOf(
                () ->
                    s3.client.putObjectAcl(
                        b -> b.bucket(BUCKET).key("private").acl(ObjectCannedACL.PUBLIC_READ))))
        .isEqualTo(400);
  }

  @Test
  void refusesStrangersAndTheAnonymous() throws Exception {
    s3.put("secret", "x");
    try (S3Client stranger =
        S3Client.builder()
            .endpointOverride(s3.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(S3Fixture.provider(new S3Credentials("local-key", "wrong")))
            .httpClientBuilder(Apache5HttpClient.builder())
            .forcePathStyle(true)
            .build()) {
      assertThat(statusOf(() -> stranger.headObject(b -> b.bucket(BUCKET).key("secret"))))
          .isEqualTo(403);
    }
    assertThat(send(HttpRequest.newBuilder(uri("/" + BUCKET + "/secret"))).statusCode())
        .isEqualTo(403);
    assertThat(send(HttpRequest.newBuilder(uri("/" + BUCKET + "?list-type=2"))).statusCode())
        .isEqualTo(403);
  }

  @Test
  void letsPagesOfTheEdgePutAndNoOthers() throws Exception {
    HttpResponse<String> allowed = preflight(S3Fixture.ORIGIN, "PUT", "content-type,if-none-match");
    assertThat(allowed.statusCode()).isEqualTo(200);
    assertThat(allowed.headers().firstValue("access-control-allow-origin"))
        .contains(S3Fixture.ORIGIN);
    assertThat(allowed.headers().firstValue("access-control-allow-headers"))
        .contains("content-type,if-none-match");

    assertThat(preflight("http://evil.example", "PUT", "content-type").statusCode()).isEqualTo(403);
    assertThat(preflight("http://127x0.0.1:8080", "PUT", "content-type").statusCode())
        .isEqualTo(403);
    assertThat(preflight(S3Fixture.ORIGIN, "DELETE", "content-type").statusCode())
        .isGreaterThanOrEqualTo(400);
    assertThat(preflight(S3Fixture.ORIGIN, "PUT", "authorization").statusCode()).isEqualTo(403);
  }

  @Test
  void anUploadThatBreaksOffStoresNothing() throws Exception {
    try (var presigner = s3.presigner();
        Socket socket = new Socket(s3.endpoint().getHost(), s3.endpoint().getPort())) {
      URI url =
          URI.create(
              presigner
                  .presignPutObject(
                      p ->
                          p.signatureDuration(Duration.ofMinutes(5))
                              .putObjectRequest(b -> b.bucket(BUCKET).key("broken")))
                  .url()
                  .toString());
      String head =
          "PUT "
              + url.getRawPath()
              + "?"
              + url.getRawQuery()
              + " HTTP/1.1\r\nHost: "
              + url.getAuthority()
              + "\r\nContent-Length: 1000\r\n\r\nonly this";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes(); // until S3 has given it up
    }

    assertThat(statusOf(() -> s3.get("broken"))).isEqualTo(404);
    assertThat(s3.events).isEmpty();
  }

  @Test
  void saysWhoHasThePort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      LocalS3Settings free = LocalS3Settings.temporary(S3Fixture.CREDENTIALS);
      LocalS3Settings settings =
          new LocalS3Settings(
              taken.getLocalPort(),
              free.credentials(),
              free.region(),
              null,
              free.buckets(),
              List.of());

      assertThatThrownBy(() -> new LocalS3(settings, event -> {}))
          .isInstanceOf(PortInUseException.class)
          .hasMessageContaining("expected port " + taken.getLocalPort())
          .hasMessageContaining("free for S3");
    }
  }

  @Test
  void hasItsFolderAlone(@TempDir Path folder) throws Exception {
    LocalS3Settings free = LocalS3Settings.temporary(S3Fixture.CREDENTIALS);
    LocalS3Settings settings =
        new LocalS3Settings(0, free.credentials(), free.region(), folder, List.of(), List.of());
    LocalS3 first = new LocalS3(settings, event -> {});

    assertThatThrownBy(() -> new LocalS3(settings, event -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected " + folder + " for S3's objects alone");
    first.close();
    new LocalS3(settings, event -> {}).close();
  }

  private String multipart(String key) {
    String id =
        s3.client
            .createMultipartUpload(b -> b.bucket(BUCKET).key(key).contentType("image/jpeg"))
            .uploadId();
    String first = part(key, id, 1, new byte[PART_BYTES]);
    String second = part(key, id, 2, new byte[3]);
    return s3.client
        .completeMultipartUpload(
            b ->
                b.bucket(BUCKET)
                    .key(key)
                    .uploadId(id)
                    .multipartUpload(m -> m.parts(completed(1, first), completed(2, second))))
        .eTag();
  }

  private String part(String key, String id, int number, byte[] bytes) {
    return s3.client
        .uploadPart(
            b -> b.bucket(BUCKET).key(key).uploadId(id).partNumber(number),
            RequestBody.fromBytes(bytes))
        .eTag();
  }

  private static CompletedPart completed(int number, String etag) {
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private static ObjectIdentifier identifier(String key) {
    return ObjectIdentifier.builder().key(key).build();
  }

  private String range(String range) {
    return s3.client
        .getObjectAsBytes(b -> b.bucket(BUCKET).key("ranges").range(range))
        .asUtf8String();
  }

  private void getIf(String match, String noneMatch) {
    s3.client.getObjectAsBytes(
        b -> b.bucket(BUCKET).key("ranges").ifMatch(match).ifNoneMatch(noneMatch));
  }

  private static String summary(String json) {
    try {
      JsonNode event = new ObjectMapper().readTree(json);
      return event.path("detail-type").textValue()
          + " "
          + event.at("/detail/reason").textValue()
          + " "
          + event.at("/detail/object/key").textValue();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> preflight(String origin, String method, String headers)
      throws Exception {
    return send(
        HttpRequest.newBuilder(uri("/" + BUCKET + "/photo.jpg?X-Amz-Signature=abc"))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", method)
            .header("Access-Control-Request-Headers", headers));
  }

  private URI uri(String pathAndQuery) {
    return URI.create(s3.endpoint() + pathAndQuery);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }
}
