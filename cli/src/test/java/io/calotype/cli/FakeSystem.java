package io.calotype.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.calotype.infra.local.state.Stack;
import io.calotype.infra.local.state.StackFile;
import io.calotype.infra.local.state.StackSettings;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestJson;
import io.calotype.variants.manifest.ManifestVariant;
import io.calotype.variants.manifest.Rejection;
import io.calotype.variants.manifest.Source;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.request.PercentEncoding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The front door, the bucket behind its tickets, Flink's REST API and the dead letters' bucket, on
 * one loopback port, with a stack file that tells of them.
 *
 * <p>An upload whose name holds {@code torn} is refused by the job; one whose name holds {@code
 * stuck} never gets a manifest, nor does one whose name holds {@code broken}, of which all that is
 * told is a fault; every other has one from the second time on that it is asked for, and where it
 * holds {@code hiccup} the first answer is a fault.
 */
final class FakeSystem implements AutoCloseable {
  static final String TOKEN = "the-token";
  static final String URL_KEY = "a".repeat(43);
  private static final JsonMapper JSON = new JsonMapper();

  final Map<String, byte[]> uploaded = new ConcurrentHashMap<>();
  final Map<String, String> typeOf = new ConcurrentHashMap<>();

  /** By key; where it is empty, the letter is listed and gone by the time it is asked for. */
  final Map<String, String> deadLetters = new ConcurrentHashMap<>();

  volatile String jobState = "RUNNING";

  /** Slow formats that are to come for ever. */
  volatile List<String> pending = List.of();

  /** The fingerprint of the recipe that its manifests name. */
  volatile String recipe = "0123456789abcdef";

  /** Why its manifests have no slow formats. */
  volatile @Nullable Rejection withheld;

  final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final StackFile file;
  private final Path folder;

  FakeSystem(Path folder) throws IOException {
    this.folder = folder;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.createContext("/uploads", this::ticket);
    server.createContext("/put/", this::put);
    server.createContext("/_calotype/manifest/", this::manifest);
    server.createContext("/jobs", this::flink);
    server.createContext("/calotype-dead-letters", this::letters);
    server.start();
    file = new StackFile(new StackSettings(folder));
    file.write(stack(ProcessHandle.current().pid()));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  StackFile file() {
    return file;
  }

  Path data() {
    return folder;
  }

  Stack stack(long pid) {
    return new Stack(
        pid,
        ProcessHandle.of(pid).map(StackFile::startOf).orElse(""),
        data().toString(),
        url(),
        url(),
        url(),
        url(),
        url(),
        url(),
        "us-east-1",
        "LOCALKEY",
        "it's secret",
        TOKEN,
        "local",
        URL_KEY);
  }

  private void ticket(HttpExchange exchange) throws IOException {
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, "expected a valid bearer token but got another\n");
      return;
    }
    JsonNode wish = JSON.readTree(exchange.getRequestBody());
    String type = wish.get("contentType").asText();
    if (!type.startsWith("image/")) {
      answer(exchange, 415, "expected contentType to be one of image/jpeg but got " + type + "\n");
      return;
    }
    String key = "abcdef234567/" + wish.get("filename").asText();
    typeOf.put(key, type);
    String path = PercentEncoding.encodePath(key);
    Map<String, Object> ticket =
        Map.of(
            "key",
            key,
            "uploadUrl",
            url() + "/put/" + path,
            "method",
            "PUT",
            "headers",
            Map.of("Content-Type", type, "If-None-Match", "*"),
            "expiresAt",
            "2026-11-24T10:15:00Z",
            "manifestUrl",
            url() + "/_calotype/manifest/" + path);
    answer(exchange, 201, JSON.writeValueAsString(ticket));
  }

  private void put(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestURI().getPath().substring("/put/".length());
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean asSigned =
        exchange.getRequestMethod().equals("PUT")
            && typeOf.get(key).equals(exchange.getRequestHeaders().getFirst("Content-Type"))
            && "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
            && Integer.toString(body.length)
                .equals(exchange.getRequestHeaders().getFirst("Content-Length"));
    if (!asSigned) {
      answer(exchange, 403, "<Error><Code>SignatureDoesNotMatch</Code></Error>");
    } else if (uploaded.putIfAbsent(key, body) != null) {
      answer(
          exchange,
          412,
          "<Error><Code>PreconditionFailed</Code><Message>it exists</Message></Error>");
    } else {
      answer(exchange, 200, "");
    }
  }

  private void manifest(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestURI().getPath().substring("/_calotype/manifest/".length());
    int times = asked.merge(key, 1, Integer::sum);
    if (key.contains("broken") || (key.contains("hiccup") && times < 2)) {
      answer(exchange, 503, "expected the picture but storage is busy: try again\n");
      return;
    }
    if (!uploaded.containsKey(key) || key.contains("stuck") || times < 2) {
      answer(exchange, 404, "no manifest yet for this key\n");
      return;
    }
    answer(exchange, 200, new String(ManifestJson.write(manifest(key)), StandardCharsets.UTF_8));
  }

  private Manifest manifest(String key) {
    Source source = new Source("00ff", uploaded.get(key).length, null);
    if (key.contains("torn")) {
      return Manifest.rejected(
          key, source, "0123456789abcdef", Reason.TRUNCATED, "expected a whole JPEG but it ends");
    }
    return new Manifest(
        Manifest.VERSION,
        key,
        Manifest.State.ready,
        source,
        recipe,
        "fedcba9876543210",
        null,
        640,
        480,
        List.of(
            new ManifestVariant("w160.jpg", "jpeg", 160, 120, 5_100, "aa"),
            new ManifestVariant("w160.webp", "webp", 160, 120, 3_900, "bb"),
            new ManifestVariant("w640.jpg", "jpeg", 640, 480, 52_000, "cc"),
            new ManifestVariant("w640.webp", "webp", 640, 480, 41_000, "dd")),
        pending,
        withheld,
        srcset(key),
        "1QcSHQRnh493V4dIh4eXh1h4kJUI",
        "#1e90ff");
  }

  private static Map<String, String> srcset(String key) {
    String path = PercentEncoding.viewerPath(key);
    return Map.of("jpeg", path + "?w=160&format=jpeg 160w, " + path + "?w=640&format=jpeg 640w");
  }

  private void flink(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (path.equals("/jobs/overview")) {
      answer(
          exchange,
          200,
          "{'jobs':[{'jid':'old','state':'FAILED','start-time':1},{'jid':'j1','name':'calotype',"
              + "'start-time':2,'duration':90000,'state':'"
              + jobState
              + "'}]}");
    } else if (path.equals("/jobs/j1")) {
      answer(
          exchange,
          200,
          "{'vertices':[{'id':'v1','name':'Source: events','status':'RUNNING','parallelism':2,"
              + "'metrics':{'read-records':0,'write-records':41}},{'id':'v2','name':'make variants',"
              + "'status':'RUNNING','parallelism':2,'metrics':{'read-records':40}}]}");
    } else if (path.equals("/jobs/j1/metrics")) {
      answer(exchange, 200, "[{'id':'numRestarts','value':'3'}]");
    } else if (path.equals("/jobs/j1/checkpoints")) {
      answer(
          exchange,
          200,
          "{'latest':{'completed':{'latest_ack_timestamp':1000,'end_to_end_duration':12,"
              + "'state_size':4096}}}");
    } else if (query.equals("null")) {
      String names = metrics(path).replaceAll(",'max':[^}]*", "");
      answer(exchange, 200, names);
    } else {
      answer(exchange, 200, metrics(path));
    }
  }

  private static String metrics(String path) {
    return path.startsWith("/jobs/j1/vertices/v1")
        ? "[{'id':'busyTimeMsPerSecond','max':120.0,'sum':130.0},"
            + "{'id':'Source__events.kinesisanalytics.kinesis.shardId.s-0.millisBehindLatest','max':250,'sum':250},"
            + "{'id':'Source__events.kinesisanalytics.kinesis.shardId.s-1.millisBehindLatest','max':1500,'sum':1500}]"
        : "[{'id':'busyTimeMsPerSecond','max':870.0,'sum':900.0},"
            + "{'id':'backPressuredTimeMsPerSecond','max':'NaN','sum':'NaN'},"
            + "{'id':'numRecordsInPerSecond','max':2.0,'sum':3.5},"
            + "{'id':'make_variants.kinesisanalytics.ready','max':20,'sum':38},"
            + "{'id':'make_variants.kinesisanalytics.refused','max':2,'sum':2},"
            + "{'id':'make_slow_formats.kinesisanalytics.ready','max':19,'sum':37},"
            + "{'id':'make_slow_formats.kinesisanalytics.refused','max':1,'sum':1},"
            + "{'id':'make_variants.kinesisanalytics.bytesInFlight','max':2500000,'sum':4200000},"
            + "{'id':'make_variants.kinesisanalytics.pixelsInFlight','max':12000000,'sum':24000000}]";
  }

  private void letters(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestURI().getPath().replaceFirst("^/calotype-dead-letters/?", "");
    if (!key.isEmpty()) {
      String letter = deadLetters.get(key);
      boolean gone = letter.isEmpty();
      answer(
          exchange,
          gone ? 404 : 200,
          gone ? "<Error><Code>NoSuchKey</Code><Message>gone</Message></Error>" : letter);
      return;
    }
    StringBuilder list = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
    deadLetters
        .keySet()
        .forEach(name -> list.append("<Contents><Key>" + name + "</Key></Contents>"));
    answer(exchange, 200, list.append("</ListBucketResult>").toString());
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String text = path.startsWith("/jobs") ? body.replace('\'', '"') : body;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
