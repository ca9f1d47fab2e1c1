package io.calotype.infra.local;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.infra.local.s3.S3Credentials;
import io.calotype.infra.local.state.Stack;
import io.calotype.infra.local.state.StackFile;
import io.calotype.infra.local.state.StackSettings;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestJson;
import io.calotype.variants.name.DerivedKeys;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.request.PercentEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A whole stack on free ports in a folder of its own, and what a client does with it. */
final class StackFixture implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();

  final LocalStack stack;
  final Stack addresses;
  final HttpClient http = HttpClient.newHttpClient();
  final S3Client s3;
  final KinesisClient kinesis;
  private final Clients clients;

  StackFixture(Path dir) throws IOException, InterruptedException {
    this(dir, "auto");
  }

  StackFixture(Path dir, String engine) throws IOException, InterruptedException {
    StackFile file = stackFile(dir);
    stack = LocalStack.start(options(dir, engine), file);
    addresses = file.read();
    S3Credentials keys = new S3Credentials(addresses.accessKeyId(), addresses.secretAccessKey());
    clients = new Clients(keys, addresses.region());
    s3 = clients.s3(URI.create(addresses.s3()));
    kinesis = clients.kinesis(URI.create(addresses.kinesis()));
  }

  static StackFile stackFile(Path dir) {
    return new StackFile(new StackSettings(dir.resolve("home")));
  }

  static StackOptions options(Path dir) {
    return options(dir, "auto");
  }

  private static StackOptions options(Path dir, String engine) {
    return new StackOptions(
        dir.resolve("data"),
        new StackOptions.Ports(0, 0, 0, 0, 0),
        2,
        engine,
        RecipeReader.defaultJson());
  }

  static byte[] photo(String name) {
    try (InputStream in = StackFixture.class.getResourceAsStream("/photos/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /** What a page asks for to show a variant that a manifest names. */
  static String target(String key, String variant, String v) {
    String width = variant.replaceFirst("w(\\d+)\\..*", "$1");
    String format = variant.replaceFirst(".*\\.", "").replace("jpg", "jpeg");
    return "/" + key + "?w=" + width + "&format=" + format + "&v=" + v;
  }

  void put(String key, byte[] bytes) {
    s3.putObject(
        put -> put.bucket(LocalS3Settings.ORIGINALS).key(key), RequestBody.fromBytes(bytes));
  }

  void delete(String key) {
    s3.deleteObject(delete -> delete.bucket(LocalS3Settings.ORIGINALS).key(key));
  }

  /** The manifest as the bucket holds it. */
  Optional<Manifest> manifest(String key) {
    try {
      return ManifestJson.read(variant(new DerivedKeys(key).manifest()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  byte[] variant(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(LocalS3Settings.VARIANTS).key(key)).asByteArray();
  }

  Manifest awaitManifest(String key) {
    return await("manifest of " + key)
        .atMost(PATIENCE)
        .until(() -> manifest(key), Optional::isPresent)
        .orElseThrow();
  }

  /** The manifest once the slow formats have come too. */
  Manifest awaitAll(String key) {
    return await("slow formats of " + key)
        .atMost(PATIENCE)
        .until(() -> manifest(key), found -> found.isPresent() && !found.get().awaitsSlow())
        .orElseThrow();
  }

  List<String> derivedKeys(String key) {
    return s3
        .listObjectsV2Paginator(
            list ->
                list.bucket(LocalS3Settings.VARIANTS)
                    .prefix(new DerivedKeys(key).prefix())
                    .delimiter("/"))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  /** All dead letters there are. */
  List<JsonNode> deadLetters() throws IOException {
    List<JsonNode> letters = new ArrayList<>();
    for (S3Object object :
        s3.listObjectsV2Paginator(list -> list.bucket(LocalS3Settings.DEAD_LETTERS)).contents()) {
      letters.add(
          JSON.readTree(
              s3.getObjectAsBytes(get -> get.bucket(LocalS3Settings.DEAD_LETTERS).key(object.key()))
                  .asByteArray()));
    }
    return letters;
  }

  HttpResponse<byte[]> get(String pathAndQuery, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(addresses.edge() + pathAndQuery));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> getManifest(String key) throws IOException, InterruptedException {
    return get("/_calotype/manifest/" + PercentEncoding.encodePath(key));
  }

  HttpResponse<String> ticket(String token, String body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(addresses.edge() + "/uploads"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** A job's number of restarts, as Flink's REST API tells. */
  int restarts() throws IOException, InterruptedException {
    JsonNode jobs = flink("/jobs");
    String job = jobs.path("jobs").path(0).path("id").asText();
    JsonNode metric = flink("/jobs/" + job + "/metrics?get=numRestarts");
    return metric.path(0).path("value").asInt(-1);
  }

  String jobState() throws IOException, InterruptedException {
    return flink("/jobs").path("jobs").path(0).path("status").asText();
  }

  private JsonNode flink(String path) throws IOException, InterruptedException {
    return JSON.readTree(
        http.send(
                HttpRequest.newBuilder(URI.create(addresses.flink() + path)).build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }

  @Override
  public void close() {
    kinesis.close();
    s3.close();
    clients.close();
    stack.close();
  }
}
