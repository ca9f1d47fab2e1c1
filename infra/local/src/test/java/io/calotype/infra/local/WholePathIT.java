package io.calotype.infra.local;

import static io.calotype.infra.local.StackFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.infra.local.kinesis.KinesisSettings;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.infra.local.state.StackFile;
import io.calotype.infra.local.state.StackSettings;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestVariant;
import io.calotype.variants.name.DerivedKeys;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** From a client's request to the picture that a viewer gets, through every real part. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholePathIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Recipe RECIPE = RecipeReader.defaultRecipe();
  private static final byte[] ROCKET = StackFixture.photo("rocket.jpg"); // 640x427

  private Path dir;
  private StackFixture stack;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    dir = folder;
    stack = new StackFixture(dir);
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.jpg",
        "holiday/köln & co (1)+2%20.jpg",
        "emoji 🚀/'quotes\" <and> [brackets].jpg",
        "a//b/../c.jpg",
        "no extension",
        "comma, semicolon; colon: équals=.jpg"
      })
  void makesTheWholeLadderUnderEveryKey(String key) throws Exception {
    stack.put(key, ROCKET);

    Manifest manifest = stack.awaitAll(key);

    assertThat(manifest.state()).isEqualTo(Manifest.State.ready);
    assertThat(manifest.key()).isEqualTo(key);
    assertThat(manifest.variants())
        .extracting(ManifestVariant::name)
        .containsExactlyInAnyOrderElementsOf(
            RECIPE.ladder().stream().map(Object::toString).toList());
    for (ManifestVariant variant : manifest.variants()) {
      String variantKey = new DerivedKeys(key).prefix() + variant.name();
      byte[] bytes = stack.variant(variantKey);
      ImageHeader header = Probe.read(bytes, RECIPE);
      assertThat(bytes).hasSize((int) variant.bytes());
      assertThat(header.uprightWidthPx()).isEqualTo(variant.width());
      assertThat(header.uprightHeightPx()).isEqualTo(variant.height());
      assertThat(variant.width()).isLessThanOrEqualTo(640);
      GetObjectResponse head = head(variantKey);
      assertThat(head.contentType()).isEqualTo("image/" + variant.format());
      assertThat(head.cacheControl()).isEqualTo("public, max-age=60");
    }
    assertThat(stack.getManifest(key).statusCode()).isEqualTo(200);
  }

  private GetObjectResponse head(String key) {
    return stack
        .s3
        .getObjectAsBytes(get -> get.bucket(LocalS3Settings.VARIANTS).key(key))
        .response();
  }

  @Test
  void servesAViewerThePictureThatFitsAndItsFormat() throws Exception {
    stack.put("viewer.jpg", ROCKET);
    Manifest manifest = stack.awaitManifest("viewer.jpg");

    HttpResponse<byte[]> webp =
        stack.get("/viewer.jpg?w=300&v=" + manifest.v(), "Accept", "image/webp,*/*");
    HttpResponse<byte[]> jpeg = stack.get("/viewer.jpg?w=300", "Accept", "*/*");

    assertThat(webp.statusCode()).isEqualTo(200);
    assertThat(webp.headers().firstValue("content-type")).contains("image/webp");
    assertThat(webp.headers().firstValue("cache-control"))
        .contains("public, max-age=31536000, immutable");
    assertThat(Probe.read(webp.body(), RECIPE).widthPx()).isEqualTo(320);
    assertThat(jpeg.headers().firstValue("content-type")).contains("image/jpeg");
    assertThat(jpeg.headers().firstValue("cache-control")).contains("public, max-age=60");
    String etag = jpeg.headers().firstValue("etag").orElseThrow();
    assertThat(stack.get("/viewer.jpg?w=300", "Accept", "*/*", "If-None-Match", etag).statusCode())
        .isEqualTo(304);
    assertThat(stack.get("/viewer.jpg?w=abc").statusCode()).isEqualTo(400);
    assertThat(stack.get("/nobody.jpg").statusCode()).isEqualTo(404);
  }

  @Test
  void takesOneUploadForATicketAndNoOther() throws Exception {
    HttpResponse<String> answer = stack.ticket(stack.addresses.uploadToken(), ticketFor(ROCKET));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode ticket = JSON.readTree(answer.body());

    assertThat(upload(ticket, "image/png", ROCKET)).as("another type").isEqualTo(403);
    assertThat(upload(ticket, "image/jpeg", Arrays.copyOf(ROCKET, 100)))
        .as("another length")
        .isEqualTo(403);
    assertThat(upload(ticket, "image/jpeg", ROCKET)).as("as agreed").isEqualTo(200);
    assertThat(upload(ticket, "image/jpeg", ROCKET)).as("a second use").isEqualTo(412);

    Manifest manifest = stack.awaitManifest(ticket.path("key").asText());
    assertThat(manifest.state()).isEqualTo(Manifest.State.ready);
    assertThat(
            stack
                .http
                .send(
                    HttpRequest.newBuilder(URI.create(ticket.path("manifestUrl").asText())).build(),
                    HttpResponse.BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(200);
  }

  private int upload(JsonNode ticket, String contentType, byte[] bytes) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(ticket.path("uploadUrl").asText()))
            .method(ticket.path("method").asText(), HttpRequest.BodyPublishers.ofByteArray(bytes));
    ticket
        .path("headers")
        .properties()
        .forEach(
            header -> {
              boolean type = header.getKey().equalsIgnoreCase("content-type");
              request.header(header.getKey(), type ? contentType : header.getValue().asText());
            });
    return stack.http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static String ticketFor(byte[] file) throws Exception {
    return JSON.writeValueAsString(
        JSON.createObjectNode()
            .put("filename", "rocket.jpg")
            .put("contentType", "image/jpeg")
            .put("bytes", file.length));
  }

  @Test
  void givesNoTicketWithoutATokenOrForWhatTheRecipeDoesNotTake() throws Exception {
    String token = stack.addresses.uploadToken();

    assertThat(stack.ticket("", ticketFor(ROCKET)).statusCode()).isEqualTo(401);
    assertThat(stack.ticket(token + "x", ticketFor(ROCKET)).statusCode()).isEqualTo(401);
    String far = " ".repeat(20_000_000);
    assertThat(stack.ticket(token, far).statusCode()).as("a huge body").isEqualTo(413);
    assertThat(stack.ticket("", far).statusCode()).isEqualTo(401);
    assertThat(stack.ticket(token, "{\"filename\":\"a.txt\"}").statusCode()).isEqualTo(400);
    assertThat(
            stack
                .ticket(
                    token, "{\"filename\":\"a.heic\",\"contentType\":\"image/heic\",\"bytes\":9}")
                .statusCode())
        .isEqualTo(415);
    assertThat(
            stack
                .ticket(
                    token,
                    "{\"filename\":\"a.jpg\",\"contentType\":\"image/jpeg\",\"bytes\":50000001}")
                .statusCode())
        .isEqualTo(413);
  }

  @Test
  void turnsEachBadInputIntoOneDeadLetterAndGoesOn() throws Exception {
    stack.put("bad/text.jpg", "this is no picture".getBytes(StandardCharsets.UTF_8));
    stack.put("bad/truncated.jpg", Arrays.copyOf(ROCKET, ROCKET.length / 2));
    stack.put("bad/bomb.png", pngClaiming(65_536, 65_536));
    stack.kinesis.putRecord(
        put ->
            put.streamName(KinesisSettings.STREAM)
                .partitionKey("bad")
                .data(SdkBytes.fromUtf8String("this is no JSON")));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stack.deadLetters())
                    .extracting(letter -> letter.path("reason").asText())
                    .contains(
                        Reason.UNSUPPORTED_TYPE.name(),
                        Reason.TRUNCATED.name(),
                        Reason.MALFORMED_EVENT.name())
                    .hasSize(4));
    assertThat(stack.deadLetters())
        .filteredOn(letter -> letter.path("key").asText().equals("bad/bomb.png"))
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.path("reason").asText())
                    .isIn(Reason.TOO_LARGE_DIMENSION.name(), Reason.TOO_MANY_PIXELS.name()));
    assertThat(stack.awaitManifest("bad/text.jpg").state()).isEqualTo(Manifest.State.rejected);
    assertThat(stack.derivedKeys("bad/truncated.jpg"))
        .containsExactly("bad/truncated.jpg/manifest.json");

    stack.put("good-after-bad.jpg", ROCKET);
    assertThat(stack.awaitManifest("good-after-bad.jpg").state()).isEqualTo(Manifest.State.ready);
    assertThat(stack.jobState()).isEqualTo("RUNNING");
    assertThat(stack.restarts()).isZero();
  }

  /** A PNG that says it has a size, and has no pixels. */
  private static byte[] pngClaiming(int widthPx, int heightPx) throws Exception {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream ihdr = new DataOutputStream(header);
    ihdr.writeBytes("IHDR");
    ihdr.writeInt(widthPx);
    ihdr.writeInt(heightPx);
    ihdr.write(new byte[] {1, 0, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.toByteArray());
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(png);
    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    out.writeInt(13);
    out.write(header.toByteArray());
    out.writeInt((int) crc.getValue());
    out.writeInt(0);
    out.writeBytes("IDAT");
    out.writeInt(0x35AF061E);
    return png.toByteArray();
  }

  @Test
  void replacesAndRemovesWhatIsDerived() {
    stack.put("changing", ROCKET);
    String first = stack.awaitManifest("changing").v();

    stack.put("changing", StackFixture.photo("chelsea.png"));
    await()
        .atMost(PATIENCE)
        .until(() -> stack.manifest("changing").filter(m -> !m.v().equals(first)).isPresent());
    assertThat(stack.manifest("changing").orElseThrow().width()).isEqualTo(451);

    stack.delete("changing");
    await().atMost(PATIENCE).until(() -> stack.derivedKeys("changing").isEmpty());
  }

  @Test
  void tellsASecondStackThatTheFolderIsTaken() {
    StackFile file = new StackFile(new StackSettings(dir.resolve("another home")));

    assertThatThrownBy(() -> LocalStack.start(StackFixture.options(dir), file).close())
        .isInstanceOf(StackException.class)
        .hasMessageContaining("another stack uses it");
  }

  @Test
  void tellsASecondStackOfTheSameHomeWhoHasIt() throws Exception {
    StackOptions elsewhere = StackFixture.options(dir.resolve("elsewhere"));

    assertThatThrownBy(() -> LocalStack.start(elsewhere, StackFixture.stackFile(dir)).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("process " + ProcessHandle.current().pid() + " is one");
    assertThat(elsewhere.dataDir()).as("nothing was started").doesNotExist();
    assertThat(StackFixture.stackFile(dir).read()).as("of the first").isEqualTo(stack.addresses);
  }

  @Test
  void keepsItsDataForItsOwner() throws Exception {
    assertThat(Files.getPosixFilePermissions(dir.resolve("data")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void servesEverythingOnLoopbackOnly() {
    assertThat(
            Stream.of(
                stack.addresses.edge(),
                stack.addresses.s3(),
                stack.addresses.kinesis(),
                stack.addresses.flink(),
                stack.addresses.metrics()))
        .allMatch(address -> address.startsWith("http://127.0.0.1:"));
    assertThat(ListeningSockets.ofThisProcess())
        .isNotEmpty()
        .allMatch(ListeningSockets::isLoopback);
  }

  @Test
  void keepsTheVariantsOfOneOriginalApartFromThoseOfANeighbour() {
    stack.put("nested", ROCKET);
    stack.put("nested/inner.jpg", ROCKET);
    stack.awaitAll("nested");
    stack.awaitAll("nested/inner.jpg");

    stack.delete("nested");

    await().atMost(PATIENCE).until(() -> stack.derivedKeys("nested").isEmpty());
    List<String> inner = stack.derivedKeys("nested/inner.jpg");
    assertThat(inner).hasSize(RECIPE.ladder().size() + 1);
  }
}
