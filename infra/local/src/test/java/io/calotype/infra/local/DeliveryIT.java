package io.calotype.infra.local;

import static io.calotype.infra.local.StackFixture.PATIENCE;
import static io.calotype.infra.local.StackFixture.header;
import static io.calotype.infra.local.StackFixture.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.calotype.infra.local.s3.HostileKeys;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.name.DerivedKeys;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.request.PercentEncoding;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What viewers get to see, through CloudFront's stand-in and every real part behind it. */
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

  @Test
  void isReadyWhenTheManifestSaysSo() throws Exception {
    for (var variant : manifest.variants()) {
      HttpResponse<byte[]> answer = stack.get(target(KEY, variant.name(), manifest.v()));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).hasSize((int) variant.bytes());
      assertThat(header(answer, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
    }
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
      RECIPE
          .ratios()
          .forEach(r -> onTheFly.add(cropTarget("first-view-0.jpg", width, r.toString())));
    }
    System.out.printf(
        "first view of what the job made: %s; of what is made on the fly: %s%n",
        firstViews(eager), firstViews(onTheFly));
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

  private static String cropTarget(String key, int width, String ratio) {
    return "/" + key + "?w=" + width + "&fit=cover&ratio=" + ratio + "&format=webp";
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

  /** Complaints 1 and 15: what is larger than a function may answer, without a circle. */
  @Test
  void servesAPictureThatIsTooLargeForAFunctionByOneRedirect() throws Exception {
    stack.put("large.png", MadePhotos.noise(2000, 2000));
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

  /** Complaint 4: a camera that was turned. */
  @Test
  void showsUprightWhatACameraStoredOnItsSide() throws Exception {
    stack.put("turned.jpg", MadePhotos.turnedToTheRight(MadePhotos.redLeftOfBlue(300, 200)));
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
    byte[] grey = MadePhotos.jpeg(MadePhotos.plain(200, 200, new Color(55, 55, 55)));
    stack.put("profile.jpg", MadePhotos.withProfile(grey, icc));
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
}
