package io.calotype.infra.local;

import static io.calotype.infra.local.StackFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.pipeline.deadletter.DeadLetterBox;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.recipe.RecipeReader;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import software.amazon.awssdk.core.sync.RequestBody;

/** The console's page in a real browser, before the whole system. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsolePageIT {
  private static final String WIDE = "wide & Köln (1).jpg";
  private static final Pattern WIDTH = Pattern.compile("[?&]w=(\\d+)");

  private Browser browser;
  private StackFixture stack;
  private Path folder;

  @BeforeAll
  void start(@TempDir Path dir) throws Exception {
    browser = Browser.start();
    folder = dir;
    stack = new StackFixture(dir);
    stack.put(WIDE, wide());
    stack.awaitAll(WIDE);
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (stack != null) {
      stack.close();
    }
  }

  @BeforeEach
  void sitAtADesk() {
    browser.scheme("light");
    browser.screen(1200, 1);
  }

  @AfterEach
  void seesNoFaults() {
    DeadLetterBox box = new DeadLetterBox(stack.s3, LocalS3Settings.DEAD_LETTERS);
    box.letters().toList().forEach(box::takeOut);
    assertThat(browser.faults()).isEmpty();
  }

  /** 1600 pixels wide, so that each screen has a step of the ladder to itself. */
  private static byte[] wide() throws IOException {
    BufferedImage photo = ImageIO.read(new ByteArrayInputStream(StackFixture.photo("rocket.jpg")));
    BufferedImage wide = new BufferedImage(1600, 1067, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = wide.createGraphics();
    canvas.drawImage(photo, 0, 0, 1600, 1067, null);
    canvas.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(wide, "jpeg", jpeg);
    return jpeg.toByteArray();
  }

  private void open(String key) {
    browser.open(stack.addresses.edge() + "/");
    browser.find(print(key)).click();
  }

  private static String print(String key) {
    return ".print[data-key=\"" + key + "\"]";
  }

  private void choose(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    browser.find("#files").sendKeys(file.toString());
  }

  /** The URL of the picture that the browser has chosen and loaded. */
  private String chosen() {
    return await("the picture of the browser's choice")
        .atMost(PATIENCE)
        .until(
            () ->
                browser.driver.executeScript(
                    """
                    const image = document.querySelector("#stage-picture img");
                    return image?.complete && image.naturalWidth > 0 ? image.currentSrc : "";
                    """),
            url -> !"".equals(url))
        .toString();
  }

  private static int width(String url) {
    Matcher width = WIDTH.matcher(url);
    assertThat(width.find()).as(url).isTrue();
    return Integer.parseInt(width.group(1));
  }

  @Test
  void uploadsAFileAndShowsItsVariants() throws Exception {
    browser.open(stack.addresses.edge() + "/");
    browser.find("#state[data-state=running]");

    choose("Kathedrale & (2).png", StackFixture.photo("chelsea.png"));

    browser.find(".upload-line[data-state=ready]");
    String key = browser.find(".print[aria-current=true]").getDomAttribute("data-key");
    Manifest manifest = stack.awaitAll(key);
    assertThat(key).endsWith("/Kathedrale & (2).png");
    assertThat(browser.text("#viewer-title")).isEqualTo("Kathedrale & (2).png");
    // AVIF comes after the rest, and is added when it does.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(browser.text(".upload-words"))
                    .startsWith(RecipeReader.defaultRecipe().ladder().size() + " variants, ready ")
                    .doesNotContain("to come"));
    assertThat(browser.driver.findElements(By.cssSelector("[data-variant]")))
        .extracting(cell -> cell.getDomAttribute("data-variant"))
        .containsExactlyInAnyOrderElementsOf(
            manifest.variants().stream().map(variant -> variant.name()).toList());
    assertThat(browser.text("[data-variant] small")).startsWith("after ");
  }

  @Test
  void waitsOnWhereALookAtWhatIsUploadedFails() throws Exception {
    browser.open(stack.addresses.edge() + "/");
    failLooks(
        "() => Promise.resolve(new Response('expected an answer', { status: 500 }))",
        "() => Promise.reject(new TypeError('Failed to fetch'))");

    choose("looked-at-again.png", StackFixture.photo("chelsea.png"));

    browser.find(".upload-line[data-state=ready]");
    assertThat(browser.driver.executeScript("return failures.length")).isEqualTo(0L);
    assertThat(originals("looked-at-again.png")).hasSize(1);
  }

  @Test
  void neverOffersToUploadAgainWhatIsUploaded() throws Exception {
    browser.open(stack.addresses.edge() + "/");
    failLooks("() => Promise.resolve(new Response('expected a key', { status: 400 }))");

    choose("unseen.png", StackFixture.photo("chelsea.png"));

    awaitUploadWords("Uploaded, but its state cannot be seen: expected a key");
    assertThat(browser.driver.findElements(By.cssSelector(".upload-line button"))).isEmpty();
    assertThat(originals("unseen.png")).hasSize(1);
  }

  @Test
  void saysOfAPictureThatItIsStillInLineWhereItHasWaitedForFiveMinutes() throws Exception {
    browser.open(stack.addresses.edge() + "/");
    failLooks(afterSixMinutes("Promise.resolve(Response.json({ state: 'waiting' }))"));

    choose("in-line.png", StackFixture.photo("chelsea.png"));

    awaitUploadWords("Still in line: see how far the pipeline is behind, and look again later.");
    assertThat(browser.driver.findElements(By.cssSelector(".upload-line button"))).isEmpty();
  }

  @Test
  void saysThatAPictureCannotBeSeenWhereThatHasFailedForFiveMinutes() throws Exception {
    browser.open(stack.addresses.edge() + "/");
    failLooks(
        afterSixMinutes("Promise.resolve(new Response('expected a stream', { status: 503 }))"));

    choose("not-seen.png", StackFixture.photo("chelsea.png"));

    awaitUploadWords("Uploaded, but its state cannot be seen: expected a stream");
    assertThat(browser.driver.findElements(By.cssSelector(".upload-line button"))).isEmpty();
  }

  /** A look that takes six minutes by the page's clock. */
  private static String afterSixMinutes(String answer) {
    return """
    () => {
      const now = performance.now.bind(performance);
      performance.now = () => now() + 360000;
      return %s;
    }
    """
        .formatted(answer);
  }

  private void awaitUploadWords(String words) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(browser.text(".upload-words")).isEqualTo(words));
  }

  /** Has the page's next looks at what it uploads end so, each by a function that fetches. */
  private void failLooks(String... fetches) {
    browser.driver.executeScript(
        """
        const real = window.fetch;
        window.failures = [%s];
        window.fetch = (path, options) =>
          String(path).includes("pictures?key=") && failures.length > 0
            ? failures.shift()()
            : real(path, options);
        """
            .formatted(String.join(", ", fetches)));
  }

  private List<String> originals(String filename) {
    return stack
        .s3
        .listObjectsV2Paginator(list -> list.bucket(LocalS3Settings.ORIGINALS))
        .contents()
        .stream()
        .map(object -> object.key())
        .filter(key -> key.endsWith("/" + filename))
        .toList();
  }

  @Test
  void showsThePictureInTheFormatThatTheBrowserPrefers() throws Exception {
    open(WIDE);

    String url = chosen();

    HttpResponse<byte[]> answer =
        stack.http.send(
            HttpRequest.newBuilder(URI.create(url)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(url).contains("format=avif");
    assertThat(answer.headers().firstValue("content-type")).contains("image/avif");
    assertThat(
            browser.driver.executeScript(
                "return performance.getEntriesByType('resource')"
                    + ".map(({ name }) => name).filter((name) => name.includes('format=jpeg')).length"))
        .isEqualTo(0L);
    assertThat(browser.text("#stage-caption")).contains("chose AVIF");
  }

  @ParameterizedTest
  @CsvSource({"1, 320", "2, 640", "3, 1080"})
  void picksTheWidthThatTheScreenHasPixelsFor(double dpr, int widthPx) {
    browser.screen(390, dpr);
    open(WIDE);

    assertThat(width(chosen())).isEqualTo(widthPx);
  }

  @Test
  void showsWhyAFileWasRefusedAndTriesItAgain() throws Exception {
    browser.open(stack.addresses.edge() + "/");
    choose("notes.jpg", "these are notes".getBytes(StandardCharsets.UTF_8));

    browser.find(".upload-line[data-state=refused]");
    String css = ".letter[data-reason=" + Reason.UNSUPPORTED_TYPE + "]";
    String first = browser.find(css).getDomAttribute("data-id");
    assertThat(browser.text(css))
        .contains("notes.jpg", "Not a picture of a known type", "image/jpeg");

    // It is refused again, which leaves another letter in place of the first.
    browser.find(css + " button").click();
    String second =
        browser.find(css + ":not([data-id=\"" + first + "\"])").getDomAttribute("data-id");
    assertThat(browser.driver.findElements(By.cssSelector("[data-id=\"" + first + "\"]")))
        .isEmpty();

    // Mended in the bucket, it is not refused any more.
    String key = browser.find(".print[data-state=rejected]").getDomAttribute("data-key");
    stack.put(key, StackFixture.photo("rocket.jpg"));
    browser.find(print(key) + "[data-state=ready]");
    browser.find("[data-id=\"" + second + "\"] button").click();
    await().atMost(PATIENCE).until(() -> stack.deadLetters().isEmpty());
    await()
        .atMost(PATIENCE)
        .until(() -> browser.driver.findElements(By.cssSelector(".letter")).isEmpty());
    assertThat(stack.manifest(key).orElseThrow().state()).isEqualTo(Manifest.State.ready);
  }

  @ParameterizedTest
  @CsvSource({"light, 1200", "dark, 1200", "light, 390", "dark, 390"})
  void hasNoSeriousFaultOfAccessibility(String scheme, int widthPx) throws Exception {
    browser.screen(widthPx, 2);
    browser.scheme(scheme);
    stack.s3.putObject(
        put -> put.bucket(LocalS3Settings.DEAD_LETTERS).key("shard/1.json"),
        RequestBody.fromString(
            "{\"reason\":\"TRUNCATED\",\"key\":\"a.jpg\",\"message\":\"expected more\"}"));
    open(WIDE);
    chosen();
    browser.find(".letter");
    browser.find("#state[data-state=running]");

    assertThat(browser.seriousFaults()).as("as the browser chooses").isEqualTo(List.of());

    browser.find("input[name=mode][value=hand]").sendKeys(Keys.SPACE);
    browser.find("input[name=fit][value=cover]").sendKeys(Keys.SPACE);
    browser.find("#answer-summary[data-state=fine]");
    assertThat(browser.seriousFaults()).as("by hand").isEqualTo(List.of());
    assertThat(
            browser.driver.executeScript(
                """
                const { scrollWidth, clientWidth } = document.documentElement;
                return scrollWidth - clientWidth;
                """))
        .as("what has to be scrolled to the side")
        .isEqualTo(0L);
  }

  @Test
  void isUsedWithTheKeyboardAlone() {
    browser.open(stack.addresses.edge() + "/");
    browser.find(print(WIDE));

    browser.tabTo(".skip");
    browser.press(Keys.ENTER);
    browser.tabTo("#files");
    browser.tabTo(print(WIDE));
    browser.press(Keys.ENTER);
    assertThat(browser.driver.switchTo().activeElement().getText()).isEqualTo(WIDE);

    browser.tabTo("input[name=mode]");
    browser.press(Keys.ARROW_RIGHT);
    browser.find("#answer-summary[data-state=fine]");
    browser.tabTo("input[name=format]");
    browser.press(Keys.ARROW_RIGHT);
    awaitSummary("JPEG, 320 × 213");
    browser.tabTo("#width");
    browser.press(Keys.END);
    awaitSummary("JPEG, 1600 × 1067");
    assertThat(browser.text("#asked-url")).contains("w=2000", "format=jpeg");
    assertThat(browser.text("#answer-headers")).contains("content-type", "image/jpeg", "etag");
  }

  private void awaitSummary(String beginning) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(browser.text("#answer-summary")).startsWith(beginning));
  }
}
