package io.calotype.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.edge.onthefly.OnTheFlySettings;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What viewers are told where the on-the-fly function makes no picture: by the real function, with
 * the real engine, each status for its real cause. {@code AnswersIT} and {@code EdgeIT} have the
 * statuses for which nobody asks it.
 */
class StatusIT {
  private static final byte[] ROCKET = StackFixture.photo("rocket.jpg"); // 640x427
  private static final String CROP = "&fit=cover&ratio=1:1&format=jpeg";

  @TempDir Path folder;

  @Test
  void says429WhileAllRendersAreTakenAndMakesThePictureAfterwards() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    WatchedEngine engine =
        new WatchedEngine(
            () -> {
              begun.countDown();
              awaitUninterrupted(over);
            });
    try (OnTheFlyFixture edge =
        new OnTheFlyFixture(folder, settings(1, 0, Duration.ofSeconds(20)), engine)) {
      edge.put("a.jpg", ROCKET);
      CompletableFuture<HttpResponse<byte[]>> first = edge.ask("/a.jpg?w=320" + CROP);
      begun.await();

      HttpResponse<byte[]> second = edge.get("/a.jpg?w=160" + CROP);
      over.countDown();

      assertRefused(second, 429, "no-store");
      assertThat(second.headers().firstValue("retry-after")).hasValue("1");
      assertThat(first.join().statusCode()).isEqualTo(200);
      assertThat(edge.get("/a.jpg?w=160" + CROP).statusCode()).isEqualTo(200);
    }
  }

  /** Complaint 8: no function runs on behind a viewer who was told that it took too long. */
  @Test
  void says504OnceARenderThatTakesTooLongHasEnded() throws Exception {
    WatchedEngine engine = new WatchedEngine();
    try (OnTheFlyFixture edge =
        new OnTheFlyFixture(folder, settings(1, 0, Duration.ofMillis(1)), engine)) {
      edge.put("a.jpg", ROCKET);

      HttpResponse<byte[]> answer = edge.get("/a.jpg?w=640" + CROP);

      assertRefused(answer, 504, "no-store");
      assertThat(engine.running()).isZero();
    }
  }

  @Test
  void says502WhereTheEngineFails() throws Exception {
    WatchedEngine engine =
        new WatchedEngine(
            () -> {
              throw new IllegalStateException("a bug at /secret/path");
            });
    try (OnTheFlyFixture edge = new OnTheFlyFixture(folder, OnTheFlyFixture.settings(), engine)) {
      edge.put("a.jpg", ROCKET);

      assertThat(assertRefused(edge.get("/a.jpg?w=320" + CROP), 502, "no-store"))
          .doesNotContain("secret");
    }
  }

  @Test
  void says502WhereStorageFails() throws Exception {
    OnTheFlySettings misconfigured =
        OnTheFlySettings.of(
            LocalS3Settings.ORIGINALS, "bucket-that-is-none", "vips", RecipeReader.defaultRecipe());
    try (OnTheFlyFixture edge = new OnTheFlyFixture(folder, misconfigured, new WatchedEngine())) {
      edge.put("a.jpg", ROCKET);

      assertThat(assertRefused(edge.get("/a.jpg?w=320" + CROP), 502, "no-store"))
          .doesNotContain("bucket");
    }
  }

  /** Complaint 10: nothing of this is 403, 500 or 502. */
  @Test
  void saysWhatIsWrongWithAnOriginalByItsStatus() throws Exception {
    OnTheFlySettings small =
        OnTheFlySettings.of(
            LocalS3Settings.ORIGINALS, LocalS3Settings.VARIANTS, "vips", smallRecipe());
    try (OnTheFlyFixture edge = new OnTheFlyFixture(folder, small, new WatchedEngine())) {
      edge.put("text.jpg", "this is no picture".getBytes(StandardCharsets.UTF_8));
      edge.put("empty.jpg", new byte[0]);
      edge.put("cut.jpg", Arrays.copyOf(ROCKET, ROCKET.length / 2));
      edge.put("bytes.jpg", new byte[250_001]);
      edge.put("pixels.png", plain(600, 501));
      String kept = "public, max-age=60";

      assertRefused(edge.get("/nobody.jpg?w=320" + CROP), 404, kept);
      assertRefused(edge.get("/text.jpg?w=320" + CROP), 415, kept);
      assertRefused(edge.get("/empty.jpg?w=320" + CROP), 422, kept);
      assertRefused(edge.get("/cut.jpg?w=320" + CROP), 422, kept);
      assertRefused(edge.get("/bytes.jpg?w=320" + CROP), 413, kept);
      assertRefused(edge.get("/pixels.png?w=320" + CROP), 413, kept);
    }
  }

  private static Recipe smallRecipe() {
    return RecipeReader.read(
        "a test",
        RecipeReader.defaultJson()
            .replace("\"bytes\": 50000000", "\"bytes\": 250000")
            .replace("\"pixels\": 100000000", "\"pixels\": 300000")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] plain(int widthPx, int heightPx) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB), "png", png);
    return png.toByteArray();
  }

  private static OnTheFlySettings settings(int renders, int waiting, Duration renderTimeMax) {
    OnTheFlySettings usual = OnTheFlyFixture.settings();
    return new OnTheFlySettings(
        usual.originalsBucket(),
        usual.variantsBucket(),
        usual.engine(),
        usual.recipe(),
        renders,
        waiting,
        usual.bytesMax(),
        usual.pixelsMax(),
        renderTimeMax);
  }

  private static String assertRefused(HttpResponse<byte[]> answer, int status, String kept) {
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.statusCode()).as(body).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
    assertThat(answer.headers().firstValue("cache-control")).hasValue(kept);
    assertThat(body).startsWith("expected ").hasLineCount(1);
    return body;
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
