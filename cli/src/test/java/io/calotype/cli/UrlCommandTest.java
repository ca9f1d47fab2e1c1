package io.calotype.cli;

import static io.calotype.cli.CommandLineFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.calotype.cli.CommandLineFixture.Ran;
import io.calotype.variants.manifest.Rejection;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.request.ImageRequest;
import io.calotype.variants.request.SigningKey;
import io.calotype.variants.request.SigningKeys;
import io.calotype.variants.request.ViewerHeaders;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlCommandTest {
  private static final String KEY = "abcdef234567/a b.jpg";
  private static final byte[] SECRET = new byte[32];
  private static final String SECRET_TEXT =
      Base64.getUrlEncoder().withoutPadding().encodeToString(SECRET);

  @TempDir Path temp;

  private FakeSystem system;

  @BeforeEach
  void start() throws IOException {
    system = new FakeSystem(temp);
    run(system.file(), "upload", Pictures.jpeg(temp.resolve("a b.jpg"), 64, 48));
    run(system.file(), "upload", Pictures.jpeg(temp.resolve("torn.jpg"), 64, 48));
  }

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void printsUrlSrcsetAndPicture() {
    Ran ran = run(system.file(), "url", KEY, "--alt", "\"A\" & <b>");

    String path = system.url() + "/abcdef234567/a%20b.jpg";
    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    assertThat(ran.out().lines())
        .containsSubsequence(
            path + "?v=fedcba9876543210",
            "srcset, jpeg",
            "  " + path + "?w=160&format=jpeg 160w,",
            "  " + path + "?w=640&format=jpeg 640w",
            "<picture>")
        .last()
        .asString()
        .startsWith("<picture><img alt=\"&quot;A&quot; &amp; &lt;b&gt;\" width=\"640\"")
        .contains(" src=\"" + path + "?w=640&amp;format=jpeg\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--width 300 | w=300&v=fedcba9876543210",
        "--height 300 | h=300&aspect=640:480&v=fedcba9876543210",
        "--width 300 --dpr 1.5 --format webp | w=300&dpr=1.5&format=webp&v=fedcba9876543210",
        "--height 300 --ratio 16:9 | h=300&fit=cover&ratio=16:9&v=fedcba9876543210"
      })
  void asksForWhatIsWanted(String options, String query) {
    assertThat(url(options).out().lines())
        .first()
        .isEqualTo(system.url() + "/abcdef234567/a%20b.jpg?" + query);
  }

  @Test
  void signsAnExactSize() throws IOException {
    Instant before = Instant.now();

    JsonNode json =
        run(
                settings("2026:" + SECRET_TEXT),
                system.file(),
                "url",
                KEY,
                "--width",
                777,
                "--ratio",
                "5:7",
                "--sign",
                "--valid-hours",
                2,
                "--json")
            .json();

    URI url = URI.create(json.get("url").textValue());
    Instant expires = Instant.parse(json.get("expiresAt").textValue());
    assertThat(expires).isBetween(before.plus(Duration.ofMinutes(119)), before.plusSeconds(7_300));
    SigningKeys keys = SigningKeys.of(new SigningKey("2026", SECRET));
    ImageRequest request =
        ImageRequest.parse(
            url.getRawPath(),
            url.getRawQuery(),
            ViewerHeaders.NONE,
            RecipeReader.defaultRecipe(),
            keys,
            expires.minusSeconds(1));
    assertThat(request)
        .isInstanceOfSatisfying(
            ImageRequest.Picture.class,
            picture -> assertThat(picture.variant()).hasToString("w777-5x7.jpg"));
    assertThat(json.get("srcset").get("jpeg").textValue()).contains(" 640w");
    assertThat(json.get("picture").textValue()).startsWith("<picture>");
  }

  @Test
  void signsWithTheKeyOfTheSystemOnThisMachine() throws IOException {
    JsonNode json = run(system.file(), "url", KEY, "--width", 777, "--sign", "--json").json();

    URI url = URI.create(json.get("url").textValue());
    SigningKey key = new SigningKey("local", Base64.getUrlDecoder().decode(FakeSystem.URL_KEY));
    assertThat(
            ImageRequest.parse(
                url.getRawPath(),
                url.getRawQuery(),
                ViewerHeaders.NONE,
                RecipeReader.defaultRecipe(),
                SigningKeys.of(key),
                Instant.now()))
        .isInstanceOf(ImageRequest.Picture.class);
  }

  @Test
  void doesNotSignForAnotherFrontDoorWithTheKeyOfThisMachine() {
    CliSettings elsewhere =
        new CliSettings(
            temp,
            false,
            false,
            false,
            false,
            system.url().replace("127.0.0.1", "localhost"),
            FakeSystem.TOKEN,
            null);

    Ran ran = run(elsewhere, system.file(), "url", KEY, "--sign");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).startsWith("calotype: expected the key of http://localhost:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-colon", ":c2VjcmV0", "2026:c2VjcmV0", "2026:!!!!", "a b:c2VjcmV0"})
  void refusesAKeyThatIsNone(String key) {
    Ran ran = run(settings(key), system.file(), "url", KEY, "--sign");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .startsWith("calotype: expected a key in CALOTYPE_URL_KEY")
        .hasLineCount(1)
        .doesNotContain("c2VjcmV0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--width 0 | expected --width of 1 to 8192 but got 0",
        "--height 8193 | expected --height of 1 to 8192 but got 8193",
        "--dpr 4.1 | expected --dpr of 1 to 4, as 1.5, but got 4.1",
        "--ratio 16x9 | expected --ratio of 1:1 to 99:99 but got 16x9",
        "--format exe | expected --format to be jpeg, webp, avif or png but got exe",
        "--valid-hours 0 | expected --valid-hours of 1 to 8784 but got 0"
      })
  void isNotUsedRightWithOtherValues(String options, String message) {
    Ran ran = url(options);

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).startsWith("calotype: " + message + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--format png | expected --format to be one of jpeg, webp, avif, which this picture has or"
            + " gets, but got png",
        "--ratio 5:7 | expected ratio to be one of 1:1, 4:3, 3:4, 3:2, 2:3, 16:9, 9:16 but got"
            + " \"5:7\": with --sign it may be any",
        "--width 8192 --dpr 2 --sign | expected w and h that, times dpr, come to a width of at most"
            + " 8192 but got more",
        "--height 8192 --sign | expected w and h that, times dpr, come to a width of at most 8192"
            + " but got more",
        "--height 8192 --ratio 5:4 --sign | expected w and h that, times dpr, come to a width of at"
            + " most 8192 but got more"
      })
  void doesNotPrintWhatTheEdgeRefuses(String options, String message) {
    system.recipe = RecipeReader.defaultRecipe().fingerprint();
    system.pending = List.of("avif");

    Ran ran = url(options);

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("calotype: " + message + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--format avif",
        "--ratio 16:9",
        "--width 8192 --dpr 2",
        "--height 6144 --sign",
        "--width 640 --height 8192 --ratio 5:7 --format webp --sign"
      })
  void printsWhatTheEdgeTakes(String options) {
    system.recipe = RecipeReader.defaultRecipe().fingerprint();
    system.pending = List.of("avif");

    Ran ran = url(options);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
  }

  /** A format that is slow and was withheld is in no manifest, and a ready one is the answer. */
  @Test
  void leavesAFormatToTheEdgeWhereSomeAreWithheld() {
    system.withheld = new Rejection(Reason.OUTPUT_TOO_LARGE, "expected less");

    Ran ran = url("--format avif");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
  }

  @Test
  void saysWhereItHangsOnARecipeThatIsNotKnownHere() {
    Ran ran = url("--ratio 5:7");

    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains("ratio=5:7");
    assertThat(ran.err())
        .isEqualTo(
            "calotype: the edge takes this URL only where its recipe lists 5:7; with --sign it"
                + " takes any ratio\n");
    assertThat(url("--ratio 5:7 --sign").err()).isEmpty();
  }

  @Test
  void saysThatThereIsNoPicture() throws IOException {
    Ran missing = run(system.file(), "url", "nowhere.jpg");
    Ran refused = run(system.file(), "url", "abcdef234567/torn.jpg", "--json");

    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.out()).isEmpty();
    assertThat(missing.err())
        .isEqualTo("calotype: nowhere.jpg has no manifest: ./calotype status says why\n");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.json().get("state").textValue()).isEqualTo("rejected");
  }

  private Ran url(String options) {
    return run(
        system.file(),
        Stream.concat(Stream.of("url", KEY), Arrays.stream(options.split(" "))).toArray());
  }

  private CliSettings settings(String urlKey) {
    return new CliSettings(temp, false, false, false, false, null, null, urlKey);
  }
}
