package io.calotype.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.calotype.pipeline.store.StorageFault.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of S3, and what its answers mean, against a server that answers as it is told. */
class S3ObjectStoreTest {
  private static final NewObject OBJECT =
      new NewObject(
          new byte[] {1, 2, 3}, "image/webp", "public, max-age=60", Map.of("source-etag", "abc"));

  private HttpServer server;
  private ObjectStore store;
  private int status = 200;
  private int headStatus;
  private String body = "";
  private String length = "";
  private boolean hangUp;
  private byte[] sent = {};
  private boolean cutShort;
  private final List<String> requests = new ArrayList<>();
  private final List<Map<String, List<String>>> headers = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    store = new S3Buckets(new S3Access("eu-central-1", endpoint, "id", "secret"), 2).open("bucket");
  }

  @AfterEach
  void stop() {
    store.close();
    server.stop(0);
  }

  @Test
  void putsWhereNothingIs() {
    assertThat(store.put("a b+c%20ü.jpg/w160.webp", OBJECT, WriteCondition.absent()))
        .contains("new");
    assertThat(requests).containsExactly("PUT /bucket/a%20b%2Bc%2520%C3%BC.jpg/w160.webp");
    assertThat(header("If-none-match")).isEqualTo("*");
    assertThat(header("Content-type")).isEqualTo("image/webp");
    assertThat(header("Cache-control")).isEqualTo("public, max-age=60");
    assertThat(header("X-amz-meta-source-etag")).isEqualTo("abc");
  }

  /** In chunks, with the checksum behind them, each variant would cost 280 KB of buffers. */
  @Test
  void putsBytesAsTheyAreWithTheirChecksum() {
    store.put("a", OBJECT, WriteCondition.absent());
    assertThat(header("X-amz-checksum-crc32")).isEqualTo("VbyAHQ==");
    assertThat(header("Content-length")).isEqualTo("3");
    assertThat(headers.get(0)).doesNotContainKeys("X-amz-trailer", "Content-encoding");
    assertThat(sent).containsExactly(1, 2, 3);
  }

  /** A client that tidied paths up would write into another object, or another bucket. */
  @ParameterizedTest
  @CsvSource({
    "../up, /bucket/../up",
    "a/../../other/b, /bucket/a/../../other/b",
    "a/./b, /bucket/a/./b",
    "/a//b/, /bucket/%2Fa/%2Fb/",
    "a?b#c;d=e, /bucket/a%3Fb%23c%3Bd%3De"
  })
  void sendsKeysAsTheyAre(String key, String path) {
    assertThat(store.fetch(key)).isPresent();
    assertThat(requests).containsExactly("GET " + path);
  }

  @Test
  void putsOverWhatWasSeen() {
    store.put("a", OBJECT, WriteCondition.over("seen"));
    assertThat(header("If-match")).isEqualTo("\"seen\"");
    assertThat(headers.get(0)).doesNotContainKey("If-none-match");
  }

  @Test
  void deletesWhatWasSeen() {
    status = 204;
    assertThat(store.delete("a", "seen")).isTrue();
    assertThat(header("If-match")).isEqualTo("\"seen\"");
  }

  @Test
  void fetchesTheVersionThatWasSeen() {
    body = "bytes";
    assertThat(store.fetch("a", "seen").orElseThrow().bytes()).asString().isEqualTo("bytes");
    assertThat(header("If-match")).isEqualTo("\"seen\"");
  }

  @Test
  void looksWithoutFetching() {
    length = "1234";
    StoredObject object = store.look("a").orElseThrow();
    assertThat(requests).containsExactly("HEAD /bucket/a");
    assertThat(object.etag()).isEqualTo("new");
    assertThat(object.bytes()).isEqualTo(1234);
  }

  /** S3 writes such a key into XML 1.0 as it is, which no parser takes, unless asked to escape. */
  @Test
  void listsKeysWithControlCharacters() {
    body =
        """
        <ListBucketResult><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>\
        <Contents><Key>a%01+%2B.jpg/w160.jpg</Key><ETag>"e"</ETag><Size>3</Size></Contents>\
        </ListBucketResult>
        """;
    assertThat(store.children("a\u0001 +.jpg/"))
        .containsExactly(new ListedObject("a\u0001 +.jpg/w160.jpg", "e", 3));
    assertThat(requests.get(0)).contains("encoding-type=url");
  }

  @Test
  void takesAnAnswerWithoutLengthForPassing() {
    StorageFault fault = catchThrowableOfType(StorageFault.class, () -> store.look("a"));
    assertThat(fault.kind()).isEqualTo(Kind.RETRYABLE);
  }

  @Test
  void saysThatAConditionIsBroken() {
    status = 412;
    assertThat(store.put("a", OBJECT, WriteCondition.absent())).isEmpty();
    assertThat(store.delete("a", "seen")).isFalse();
    assertThat(store.fetch("a", "seen")).isEmpty();
  }

  @Test
  void saysThatNothingIsThere() {
    status = 404;
    assertThat(store.look("a")).isEmpty();
    assertThat(store.fetch("a")).isEmpty();
    assertThat(store.delete("a", "seen")).isFalse();
  }

  @Test
  void neverTakesAMissingBucketForMissingObjects() {
    status = 404;
    StorageFault fault = catchThrowableOfType(StorageFault.class, store::requireReachable);
    assertThat(fault.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(fault).hasMessageContaining("expected a bucket named \"bucket\" but there is none");
    body = error("NoSuchBucket");
    fault = catchThrowableOfType(StorageFault.class, () -> store.fetch("a"));
    assertThat(fault.kind()).isEqualTo(Kind.MISCONFIGURED);
  }

  @Test
  void listsDirectChildren() {
    body =
        "<ListBucketResult><IsTruncated>false</IsTruncated>"
            + "<Contents><Key>a%2Bb/w1.jpg</Key><ETag>&quot;e&quot;</ETag><Size>3</Size></Contents>"
            + "<EncodingType>url</EncodingType></ListBucketResult>";
    assertThat(store.children("a+b/w")).containsExactly(new ListedObject("a+b/w1.jpg", "e", 3));
    assertThat(requests.get(0)).contains("delimiter=%2F", "prefix=a%2Bb%2Fw");
  }

  @ParameterizedTest
  @CsvSource({
    "503, SlowDown, RETRYABLE",
    "500, InternalError, RETRYABLE",
    "409, ConditionalRequestConflict, RETRYABLE",
    "429, TooManyRequests, RETRYABLE",
    "400, RequestTimeout, RETRYABLE",
    "400, KMS.ThrottlingException, RETRYABLE",
    "400, AuthorizationHeaderMalformed, MISCONFIGURED",
    "403, AccessDenied, MISCONFIGURED",
    "301, PermanentRedirect, MISCONFIGURED"
  })
  void tellsWhatPassesFromWhatDoesNot(int answer, String code, Kind kind) {
    status = answer;
    body = error(code);
    StorageFault fault =
        catchThrowableOfType(
            StorageFault.class, () -> store.put("a", OBJECT, WriteCondition.absent()));
    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault)
        .hasMessageContaining("putting \"a\" in \"bucket\"")
        .hasMessageContaining(code);
    assertThat(requests).as("one attempt, no retry of the SDK's own").hasSize(1);
  }

  @Test
  void tellsAnArchivedObjectFromOneThatMayNotBeRead() {
    status = 403;
    body = error("InvalidObjectState");
    StorageFault fault = catchThrowableOfType(StorageFault.class, () -> store.fetch("a", "seen"));
    assertThat(fault.kind()).hasToString("ARCHIVED");
    assertThat(fault)
        .hasMessageContaining("fetching \"a\" in \"bucket\"")
        .hasMessageContaining("its storage class is archived");
  }

  @ParameterizedTest
  @CsvSource({
    "400, KMS.DisabledException",
    "400, KMS.KMSInvalidStateException",
    "400, KMS.NotFoundException",
    "404, KMS.NotFoundException",
    "409, KMS.InvalidKeyUsageException",
    "403, KMS.AccessDeniedException"
  })
  void tellsWhatKmsSaysFromWhatIsWrongWithTheBucket(int answer, String code) {
    status = answer;
    body = error(code);
    StorageFault fault = catchThrowableOfType(StorageFault.class, () -> store.fetch("a", "seen"));
    assertThat(fault.kind()).isEqualTo(Kind.UNDECRYPTABLE);
    assertThat(fault)
        .hasMessageContaining("fetching \"a\" in \"bucket\"")
        .hasMessageContaining(answer + " " + code)
        .hasMessageContaining("kms:Decrypt")
        .message()
        .doesNotContain("bucket's name");
  }

  /** S3 does not say that it is the key. HEAD takes the same permission and needs no key. */
  @Test
  void tellsAnObjectUnderAForeignKeyByThatItMayBeLookedAt() {
    status = 403;
    headStatus = 200;
    length = "5";
    body = error("AccessDenied");
    StorageFault fault = catchThrowableOfType(StorageFault.class, () -> store.fetch("a", "seen"));
    assertThat(fault.kind()).isEqualTo(Kind.UNDECRYPTABLE);
    assertThat(fault)
        .hasMessageContaining("fetching \"a\" in \"bucket\"")
        .hasMessageContaining("kms:Decrypt");
    assertThat(requests).containsExactly("GET /bucket/a", "HEAD /bucket/a");
  }

  @ParameterizedTest
  @CsvSource({"403, MISCONFIGURED", "400, MISCONFIGURED", "503, RETRYABLE"})
  void takesNoClosedBucketForAForeignKey(int head, Kind kind) {
    status = 403;
    headStatus = head;
    body = error("AccessDenied");
    StorageFault fault = catchThrowableOfType(StorageFault.class, () -> store.fetch("a"));
    assertThat(fault.kind()).isEqualTo(kind);
  }

  @Test
  void namesAllThatMayBeLackingWhereABucketIsClosed() {
    status = 403;
    body = error("AccessDenied");
    assertThat(catchThrowableOfType(StorageFault.class, () -> store.fetch("a")))
        .hasMessageContaining("fetching \"a\" in \"bucket\"")
        .hasMessageContaining("403 AccessDenied")
        .hasMessageContaining("s3:GetObject")
        .hasMessageContaining("kms:Decrypt");
  }

  @Test
  void findsNothingWhereWhatMayNotBeReadHasGone() {
    status = 403;
    headStatus = 404;
    body = error("AccessDenied");
    assertThat(store.fetch("a", "seen")).isEmpty();
  }

  @Test
  void blamesNoKeyForCredentialsThatExpired() {
    status = 403;
    headStatus = 200;
    length = "5";
    body = error("ExpiredToken");
    StorageFault fault = catchThrowableOfType(StorageFault.class, () -> store.fetch("a"));
    assertThat(fault.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(requests).hasSize(1);
  }

  @Test
  void takesAConnectionThatIsCutForPassing() {
    hangUp = true;
    StorageFault fault = catchThrowableOfType(StorageFault.class, () -> store.fetch("a"));
    assertThat(fault.kind()).isEqualTo(Kind.RETRYABLE);
  }

  @Test
  void takesBytesThatEndEarlyForPassing() {
    body = "bytes";
    cutShort = true;
    StorageFault fault = catchThrowableOfType(StorageFault.class, () -> store.fetch("a"));
    assertThat(fault.kind()).isEqualTo(Kind.RETRYABLE);
  }

  @Test
  void takesAServerThatIsDownForPassing() {
    server.stop(0);
    StorageFault fault = catchThrowableOfType(StorageFault.class, () -> store.look("a"));
    assertThat(fault.kind()).isEqualTo(Kind.RETRYABLE);
  }

  private String header(String name) {
    return headers.get(0).get(name).get(0);
  }

  private static String error(String code) {
    return "<Error><Code>" + code + "</Code><Message>a test</Message></Error>";
  }

  private void answer(HttpExchange exchange) throws IOException {
    sent = exchange.getRequestBody().readAllBytes();
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    headers.add(Map.copyOf(exchange.getRequestHeaders()));
    if (hangUp) {
      exchange.close();
      return;
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("ETag", "\"new\"");
    if (!length.isEmpty()) {
      exchange.getResponseHeaders().add("Content-Length", length);
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    boolean none = status == 204 || head;
    long told = cutShort ? bytes.length + 1L : bytes.length;
    exchange.sendResponseHeaders(
        head && headStatus != 0 ? headStatus : status, none || bytes.length == 0 ? -1 : told);
    if (!none) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}
