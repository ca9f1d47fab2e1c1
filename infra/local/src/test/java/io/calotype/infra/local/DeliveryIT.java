package io.calotype.infra.local;

import static io.calotype.infra.local.StackFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.calotype.infra.local.s3.HostileKeys;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.name.DerivedKeys;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.request.PercentEncoding;
import io.calotype.variants.request.SigningKey;
import io.calotype.variants.request.UrlSigner;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What viewers get, through CloudFront's stand-in and every real part behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveryIT {
  private static final Recipe RECIPE = RecipeReader.defaultRecipe();
  private static final byte[] ROCKET = StackFixture.photo("rocket.jpg"); // 640x427
  private static final String KEY = "delivered.jpg";
  private static final int FAST_FORMATS =
      (int) RECIPE.encodings().stream().filter(encoding -> !encoding.slow()).count();

  private StackFixture stack;
  private Manifest manifest;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stack = new StackFixture(folder);
    stack.put(KEY, ROCKET);
    manifest = stack.awaitAll(KEY);
  }

  @AfterAll
  void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private HttpResponse<byte[]> method(String method, String target, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(stack.addresses.edge() + target))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return stack.http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /**
   * Complaint 14: entity tags and 304; of what the job made, what was made on the fly, manifests.
   */
  @ParameterizedTest
  @CsvSource({
    "/delivered.jpg?w=320&format=webp",
    "/delivered.jpg?w=320&format=jpeg",
    "/delivered.jpg?w=160&fit=cover&ratio=1:1&format=webp",
    "/_calotype/manifest/delivered.jpg"
  })
  void answersConditionsByEntityTagAlikeOnMissAndHit(String target) throws Exception {
    for (int round = 0; round < 2; round++) {
      HttpResponse<byte[]> whole = stack.get(target);
      String etag = header(whole, "etag");
      assertThat(whole.statusCode()).isEqualTo(200);
      assertThat(etag).matches("\"[^\"]+\"");

      for (String same : List.of(etag, "W/" + etag, "\"x\", " + etag, "*")) {
        HttpResponse<byte[]> answer = stack.get(target, "If-None-Match", same);
        assertThat(answer.statusCode()).as(same).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(header(answer, "etag")).isEqualTo(etag);
        assertThat(header(answer, "cache-control")).isEqualTo(header(whole, "cache-control"));
      }
      assertThat(stack.get(target, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
      HttpResponse<byte[]> head = method("HEAD", target);
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(header(head, "content-length")).isEqualTo("" + whole.body().length);
      assertThat(header(head, "etag")).isEqualTo(etag);
      assertThat(method("HEAD", target, "If-None-Match", etag).statusCode()).isEqualTo(304);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image/avif,image/webp,image/apng,*/*;q=0.8 | image/avif",
        "image/avif                                 | image/avif",
        "image/avif;q=0,image/webp                  | image/webp",
        "image/webp                                 | image/webp",
        "IMAGE/WEBP                                 | image/webp",
        "image/webp;q=0                             | image/jpeg",
        "image/webp;q=0.001                         | image/webp",
        "*/*                                        | image/jpeg",
        "image/*                                    | image/jpeg",
        "text/html                                  | image/jpeg",
        "'image/jpeg, image/webp;q=0.5'             | image/webp"
      })
  void choosesTheFormatByWhatTheViewerAccepts(String accept, String type) throws Exception {
    HttpResponse<byte[]> answer = stack.get("/" + KEY + "?w=320", "Accept", accept);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "content-type")).isEqualTo(type);
    assertThat(header(answer, "vary")).contains("Accept");
    assertThat(Probe.read(answer.body(), RECIPE).format().contentType()).isEqualTo(type);
  }

  /** Complaint 6: AVIF is never made while a viewer waits. */
  @Test
  void answersASlowFormatThatIsNotThereWithAReadyOneForAMinute() throws Exception {
    String key = "slow.jpg";
    stack.put(key, ROCKET);
    Manifest complete = stack.awaitAll(key);
    String target = target(key, "w320.avif", complete.v());
    stack.s3.deleteObject(
        delete -> delete.bucket(LocalS3Settings.VARIANTS).key(key + "/w320.avif"));

    HttpResponse<byte[]> neighbour = stack.get(target);

    assertThat(neighbour.statusCode()).isEqualTo(200);
    assertThat(header(neighbour, "content-type")).isEqualTo("image/webp");
    assertThat(neighbour.body()).isEqualTo(stack.variant(key + "/w320.webp"));
    assertThat(header(neighbour, "cache-control")).isEqualTo("public, max-age=60");
    assertThat(stack.derivedKeys(key)).doesNotContain(key + "/w320.avif");
  }

  @Test
  void answersClientHintsOnlyWhereTheUrlAsksForThem() throws Exception {
    assertThat(widthOf("/" + KEY + "?w=160", "Sec-CH-DPR", "2")).isEqualTo(160);
    assertThat(widthOf("/" + KEY + "?w=160&dpr=auto", "Sec-CH-DPR", "2")).isEqualTo(320);
    assertThat(widthOf("/" + KEY + "?w=auto", "Sec-CH-Width", "300")).isEqualTo(320);
    assertThat(widthOf("/" + KEY + "?w=160&dpr=2", "Save-Data", "on")).isEqualTo(160);
  }

  private int widthOf(String target, String... headers) throws Exception {
    return Probe.read(stack.get(target, headers).body(), RECIPE).widthPx();
  }

  /**
   * Complaints 10 and 16: what is missing is 404, never 403 or 5xx, and what is stored is found.
   */
  @Test
  void says404ForWhatNobodyUploadedAndKeepsThatBriefly() throws Exception {
    HttpResponse<byte[]> unknown = stack.get("/nobody/has/this.jpg?w=320");

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(header(unknown, "cache-control")).isEqualTo("public, max-age=60");
    assertThat(oneLine(unknown)).isNotEmpty();
    HttpResponse<byte[]> manifest = stack.get("/_calotype/manifest/nobody.jpg");
    assertThat(manifest.statusCode()).isEqualTo(404);
    assertThat(header(manifest, "cache-control")).isEqualTo("no-store");
    assertThat(header(stack.get("/_calotype/manifest/nobody.jpg"), "x-cache"))
        .isEqualTo("Error from cloudfront");
    assertThat(stack.get("/uploads/x.jpg?w=1").statusCode()).isEqualTo(404);
    assertThat(stack.get("/_calotype").statusCode()).isEqualTo(404);
  }

  private static String oneLine(HttpResponse<byte[]> answer) {
    assertThat(header(answer, "content-type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(text.lines()).hasSize(1);
    return text.strip();
  }

  @Test
  void tellsByItsStatusWhyAnOriginalWasRefused() throws Exception {
    stack.put("refused/text.jpg", "this is no picture".getBytes(StandardCharsets.UTF_8));
    stack.put("refused/cut.jpg", Arrays.copyOf(ROCKET, ROCKET.length / 2));

    assertThat(stack.awaitManifest("refused/text.jpg").state()).isEqualTo(Manifest.State.rejected);
    assertThat(stack.awaitManifest("refused/cut.jpg").state()).isEqualTo(Manifest.State.rejected);

    HttpResponse<byte[]> text = stack.get("/refused/text.jpg?w=320");
    HttpResponse<byte[]> cut = stack.get("/refused/cut.jpg?w=320");
    assertThat(text.statusCode()).isEqualTo(415);
    assertThat(oneLine(text)).isNotEmpty();
    assertThat(cut.statusCode()).isEqualTo(422);
    assertThat(oneLine(cut)).isNotEmpty();
  }

  @Test
  void makesAnySizeForWhoHasASignatureAndForNobodyElse() throws Exception {
    UrlSigner signer =
        new UrlSigner(
            new SigningKey(
                stack.addresses.urlKeyId(),
                Base64.getUrlDecoder().decode(stack.addresses.urlKey())));
    Instant later = Instant.now().plusSeconds(600);
    String signed = signer.sign(KEY, Map.of("w", "301", "format", "webp"), later);

    HttpResponse<byte[]> exact = stack.get(signed);
    assertThat(exact.statusCode())
        .as(new String(exact.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    assertThat(Probe.read(exact.body(), RECIPE).widthPx()).isEqualTo(301);
    HttpResponse<byte[]> changed = stack.get(signed.replace("w=301", "w=302"));
    assertThat(changed.statusCode()).isEqualTo(403);
    assertThat(oneLine(changed)).contains("signature");
    HttpResponse<byte[]> expired =
        stack.get(signer.sign(KEY, Map.of("w", "303"), Instant.now().minusSeconds(1)));
    assertThat(expired.statusCode()).isEqualTo(410);
    assertThat(oneLine(expired)).isNotEmpty();
    assertThat(stack.derivedKeys(KEY))
        .noneMatch(key -> key.contains("/w302.") || key.contains("/w303."));
  }

  /** Complaint 4: a camera that was turned. */
  @Test
  void showsUprightWhatACameraStoredOnItsSide() throws Exception {
    stack.put("turned.jpg", turnedToTheRight(redLeftOfBlue(300, 200)));
    stack.awaitManifest("turned.jpg");

    // The left side is up, once it is shown as its EXIF orientation says.
    BufferedImage whole = pixels("/turned.jpg?w=160&format=jpeg");
    assertThat(whole.getWidth()).isEqualTo(160);
    assertThat(whole.getHeight()).isEqualTo(240);
    BufferedImage crop = pixels("/turned.jpg?w=160&fit=cover&ratio=1:1&format=jpeg");
    for (BufferedImage image : List.of(whole, crop)) {
      assertThat(new Color(image.getRGB(80, 20)).getRed()).isGreaterThan(200);
      assertThat(new Color(image.getRGB(80, image.getHeight() - 20)).getBlue()).isGreaterThan(200);
    }
  }

  /** Complaint 5: colours that mean others than sRGB's. */
  @Test
  void showsTheColoursThatAProfileMeans() throws Exception {
    byte[] icc = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] grey = jpeg(plain(200, 200, new Color(55, 55, 55)));
    stack.put("profile.jpg", withSegment(grey, 0xe2, iccSegment(icc)));
    stack.awaitManifest("profile.jpg");

    // 55 of linear light is 128 of sRGB.
    for (String query : List.of("w=160", "w=160&fit=cover&ratio=1:1")) {
      BufferedImage shown = pixels("/profile.jpg?format=jpeg&" + query);
      assertThat(new Color(shown.getRGB(80, 80)).getGreen()).as(query).isBetween(126, 130);
    }
  }

  private BufferedImage pixels(String target) throws Exception {
    return ImageIO.read(new ByteArrayInputStream(stack.get(target).body()));
  }

  private static BufferedImage redLeftOfBlue(int widthPx, int heightPx) {
    BufferedImage image = plain(widthPx, heightPx, Color.BLUE);
    for (int y = 0; y < heightPx; y++) {
      for (int x = 0; x < widthPx / 2; x++) {
        image.setRGB(x, y, Color.RED.getRGB());
      }
    }
    return image;
  }

  private static BufferedImage plain(int widthPx, int heightPx, Color color) {
    BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
    int[] pixels = new int[widthPx * heightPx];
    Arrays.fill(pixels, color.getRGB());
    image.setRGB(0, 0, widthPx, heightPx, pixels, 0, widthPx);
    return image;
  }

  private static byte[] jpeg(BufferedImage image) throws Exception {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", jpeg);
    return jpeg.toByteArray();
  }

  /** With EXIF's orientation 6. */
  private static byte[] turnedToTheRight(BufferedImage stored) throws Exception {
    String exif = "Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\6\0\0\0\0\0\0";
    return withSegment(jpeg(stored), 0xe1, exif.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] iccSegment(byte[] icc) {
    byte[] head = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1);
    byte[] segment = Arrays.copyOf(head, head.length + icc.length);
    System.arraycopy(icc, 0, segment, head.length, icc.length);
    return segment;
  }

  /** Puts a segment behind the first marker of a JPEG. */
  private static byte[] withSegment(byte[] jpeg, int marker, byte[] data) {
    int length = data.length + 2;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int b : new int[] {0xff, 0xd8, 0xff, marker, length >> 8, length}) {
      file.write(b);
    }
    file.writeBytes(data);
    file.write(jpeg, 2, jpeg.length - 2);
    return file.toByteArray();
  }

  /** Complaint 12: what iPhones make unless they are told otherwise. */
  @Test
  void saysOfHeicWhatItIsAndWhatToDo() throws Exception {
    byte[] heic = "\0\0\0\30ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
    stack.put("iphone.heic", heic);

    assertThat(stack.awaitManifest("iphone.heic").state()).isEqualTo(Manifest.State.rejected);
    HttpResponse<byte[]> answer = stack.get("/iphone.heic?w=320");
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(oneLine(answer)).contains("HEIC").contains(": ");
  }

  /** Complaint 13: keys with spaces, plus signs, parentheses, umlauts. */
  @ParameterizedTest
  @MethodSource("hostileKeys")
  void serves(String key) throws Exception {
    stack.put(key, ROCKET);
    String target = "/" + PercentEncoding.encodePath(key);
    String asOneSegment = "/" + PercentEncoding.encodePath(key).replace("/", "%2F");

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> stack.manifest(key).isPresent());
    for (String path : List.of(target, asOneSegment)) {
      if (path.startsWith("//") || path.matches(".*/\\.\\.?/.*")) {
        continue; // what a client makes of such a path is its own affair; the other spelling is
        // safe
      }
      HttpResponse<byte[]> eager = stack.get(path + "?w=320&format=jpeg");
      assertThat(eager.statusCode()).as(path).isEqualTo(200);
      HttpResponse<byte[]> onTheFly = stack.get(path + "?w=160&fit=cover&ratio=1:1&format=jpeg");
      assertThat(onTheFly.statusCode()).as(path).isEqualTo(200);
    }
    assertThat(stack.derivedKeys(key)).contains(new DerivedKeys(key).prefix() + "w160-1x1.jpg");
    stack.delete(key);
  }

  static Stream<String> hostileKeys() {
    // Longer ones do not fit the stream, and control characters no manifest's URL.
    return HostileKeys.all()
        .filter(
            key -> key.length() <= 256 && key.codePoints().noneMatch(c -> c < 0x20 || c == 0x7f))
        .filter(key -> !key.equals("a") && !key.equals("/"));
  }

  /** Complaints 1 and 15: what is larger than a function may answer, without a circle. */
  @Test
  void servesAPictureThatIsTooLargeForAFunctionByOneRedirect() throws Exception {
    stack.put("large.png", noise(2000, 2000));
    stack.awaitManifest("large.png");
    String target = "/large.png?w=1920&fit=cover&ratio=1:1&format=jpeg";

    HttpResponse<byte[]> first = stack.get(target);
    assertThat(first.statusCode()).isEqualTo(302);
    assertThat(header(first, "cache-control")).isEqualTo("no-store");
    HttpResponse<byte[]> second = stack.get(header(first, "location"));
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body().length).isGreaterThan(1024 * 1024);
    assertThat(stack.get(target).statusCode()).isEqualTo(200);
  }

  private static byte[] noise(int widthPx, int heightPx) throws Exception {
    BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int y = 0; y < heightPx; y++) {
      for (int x = 0; x < widthPx; x++) {
        image.setRGB(x, y, random.nextInt(0x1000000));
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  /** Complaint 3: what was made on the fly is stored, and is found by whoever asks next. */
  @Test
  void storesWhatItMadeOnTheFly() throws Exception {
    HttpResponse<byte[]> made = stack.get("/" + KEY + "?w=640&fit=cover&ratio=16:9&format=webp");

    ImageHeader header = Probe.read(made.body(), RECIPE);
    assertThat(header.widthPx()).isEqualTo(640);
    assertThat(header.heightPx()).isEqualTo(360);
    assertThat(stack.variant(KEY + "/w640-16x9.webp")).isEqualTo(made.body());
  }

  /** Complaint 11: sizes that are asked for do not run up a bill. */
  @Test
  void storesNoMoreThanTheRecipeHasWhateverIsAskedFor() throws Exception {
    stack.put("spammed.jpg", ROCKET);
    stack.awaitAll("spammed.jpg");
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      String crop = random.nextBoolean() ? "&fit=cover&h=" + (1 + random.nextInt(8192)) : "";
      String format = List.of("webp", "jpeg", "avif").get(random.nextInt(3));
      String query = "w=" + (1 + random.nextInt(8192)) + crop + "&format=" + format;
      assertThat(stack.get("/spammed.jpg?" + query).statusCode()).as(query).isEqualTo(200);
    }
    // Slow formats are made of whole pictures only.
    int most =
        RECIPE.widthsPx().size()
            * (RECIPE.encodings().size() + RECIPE.ratios().size() * FAST_FORMATS);
    int stored = stack.derivedKeys("spammed.jpg").size() - 1;
    System.out.printf("300 sizes asked for: %d variants stored (at most %d)%n", stored, most);
    assertThat(stored).isLessThanOrEqualTo(most);
  }

  /** Complaint 9, and no slow first view: printed, and recorded in docs/performance.md. */
  @Test
  void measuresTheFirstView() throws Exception {
    List<String> eager = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String key = "first-view-" + i + ".jpg";
      stack.put(key, ROCKET);
      Manifest ready = stack.awaitManifest(key);
      ready.variants().forEach(v -> eager.add(target(key, v.name(), ready.v())));
    }
    List<String> onTheFly = new ArrayList<>();
    for (int width : RECIPE.widthsPx()) {
      RECIPE.ratios().forEach(r -> onTheFly.add(target("first-view-0.jpg", width, r.toString())));
    }
    System.out.printf(
        "first view of what the job made: %s; of what is made on the fly: %s%n",
        firstViews(eager), firstViews(onTheFly));
  }

  private static String target(String key, String variant, String v) {
    String width = variant.replaceFirst("w(\\d+)\\..*", "$1");
    String format = variant.replaceFirst(".*\\.", "").replace("jpg", "jpeg");
    return "/" + key + "?w=" + width + "&format=" + format + "&v=" + v;
  }

  private static String target(String key, int width, String ratio) {
    return "/" + key + "?w=" + width + "&fit=cover&ratio=" + ratio + "&format=webp";
  }

  private String firstViews(List<String> targets) throws Exception {
    List<Long> micros = new ArrayList<>();
    for (String target : targets) {
      long begun = System.nanoTime();
      HttpResponse<byte[]> answer = stack.get(target);
      micros.add((System.nanoTime() - begun) / 1_000);
      assertThat(answer.statusCode()).as(target).isEqualTo(200);
      assertThat(header(answer, "x-cache")).as(target).isEqualTo("Miss from cloudfront");
    }
    Collections.sort(micros);
    int last = micros.size() - 1;
    return String.format(
        "median %.1f ms, p95 %.1f ms of %d",
        micros.get(last / 2) / 1e3, micros.get((int) Math.ceil(last * 0.95)) / 1e3, micros.size());
  }

  /** RFC 9110, 13.1.3: a client whose clock is ahead gets the picture, not a 304. */
  @Test
  void takesADateThatIsYetToComeForNone() throws Exception {
    String target = "/" + KEY + "?w=160&format=jpeg";
    String modified = header(stack.get(target), "last-modified");

    assertThat(stack.get(target, "If-Modified-Since", modified).statusCode()).isEqualTo(304);
    assertThat(stack.get(target, "If-Modified-Since", "Thu, 24 Nov 2126 12:00:00 GMT").statusCode())
        .isEqualTo(200);
  }

  @Test
  void handsTheConsoleAndItsApiOnAndKeepsForeignPagesOut() throws Exception {
    assertThat(stack.get("/").statusCode()).isEqualTo(200);
    assertThat(header(stack.get("/"), "content-security-policy")).isNotEmpty();
    assertThat(stack.get("/_calotype/api/system", "Sec-Fetch-Site", "same-origin").statusCode())
        .isEqualTo(200);
    assertThat(stack.get("/_calotype/api/system", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
  }

  @Test
  void isReadyWhenTheManifestSaysSo() throws Exception {
    for (var variant : manifest.variants()) {
      HttpResponse<byte[]> answer = stack.get(target(KEY, variant.name(), manifest.v()));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).hasSize((int) variant.bytes());
      assertThat(header(answer, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
    }
  }
}
