package io.calotype.variants.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ImageRequestPropertyTest {
  private static final Recipe RECIPE = RecipeReader.defaultRecipe();
  private static final Instant EXPIRES = Instant.ofEpochSecond(1_800_000_000);

  @Property(tries = 5_000)
  void whateverComesIsAPictureOfTheRecipeOrARefusalInOneLine(
      @ForAll("paths") String path,
      @ForAll("queries") String query,
      @ForAll("headers") ViewerHeaders headers) {
    ImageRequest request = ImageRequest.parse(path, query, headers, RECIPE);

    if (request instanceof ImageRequest.Refused refused) {
      assertThat(refused.status()).isIn(400, 403, 404);
      assertThat(refused.message()).matches("[ -~]{1,300}");
      return;
    }
    ImageRequest.Picture picture = (ImageRequest.Picture) request;
    assertThat(RECIPE.widthsPx()).contains(picture.variant().widthPx());
    assertThat(RECIPE.encoding(picture.variant().format())).isPresent();
    if (picture.variant().ratio() != null) {
      assertThat(RECIPE.ratios()).contains(picture.variant().ratio());
    }
    assertThat(picture.originPath()).matches("/[A-Za-z0-9/%._~-]+");
  }

  @Property
  void everyKeyIsReachedByItsPath(@ForAll("keys") String key) {
    ImageRequest request =
        ImageRequest.parse("/" + PercentEncoding.encodePath(key), "", ViewerHeaders.NONE, RECIPE);

    assertThat(request)
        .isInstanceOfSatisfying(
            ImageRequest.Picture.class,
            picture -> assertThat(picture.originalKey()).isEqualTo(key));
  }

  @Property(tries = 5_000)
  void whateverIsSignedIsTakenAsItIsAndBounded(
      @ForAll("parameters") Map<String, String> parameters,
      @ForAll("headers") ViewerHeaders headers) {
    SigningKey key = new SigningKey("k", new byte[32]);
    String[] url = new UrlSigner(key).sign("a.jpg", parameters, EXPIRES).split("\\?", 2);

    ImageRequest request =
        ImageRequest.parse(
            url[0], url[1], headers, RECIPE, SigningKeys.of(key), EXPIRES.minusSeconds(1));

    if (request instanceof ImageRequest.Refused refused) {
      // Never 403: however odd a value is, signer and verifier write it alike.
      assertThat(refused.status()).isEqualTo(400);
      return;
    }
    ImageRequest.Picture picture = (ImageRequest.Picture) request;
    assertThat(picture.variant().widthPx()).isLessThanOrEqualTo(8_192);
    assertThat(RECIPE.encoding(picture.variant().format())).isPresent();
    assertThat(
            ImageRequest.parse(
                url[0],
                url[1].replace("kid=", "w=1234&kid="),
                headers,
                RECIPE,
                SigningKeys.of(key),
                EXPIRES.minusSeconds(1)))
        .isInstanceOfSatisfying(
            ImageRequest.Refused.class, refused -> assertThat(refused.status()).isIn(400, 403));
  }

  @Provide
  Arbitrary<Map<String, String>> parameters() {
    return Arbitraries.maps(
            Arbitraries.of("w", "h", "aspect", "fit", "ratio", "format", "dpr", "v", "x", "sig"),
            Arbitraries.oneOf(
                Arbitraries.integers().between(1, 9_000).map(String::valueOf),
                Arbitraries.of("auto", "cover", "webp", "5:7", "1.5", "0123456789abcdef"),
                Arbitraries.strings().withCharRange('\u0000', '\ud7ff').ofMaxLength(20)))
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.strings()
        .withCharRange('\u0000', '\ud7ff')
        .ofMinLength(1)
        .ofMaxLength(255)
        .map(key -> "x" + key);
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(50),
        Arbitraries.strings().withChars("/.%2e_ab\ud83e\udd8aö").ofMaxLength(30).map(p -> "/" + p));
  }

  @Provide
  Arbitrary<String> queries() {
    Arbitrary<String> names =
        Arbitraries.of(
            "w", "h", "aspect", "fit", "ratio", "format", "dpr", "v", "kid", "exp", "sig", "x",
            "%77", "");
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 9_000).map(String::valueOf),
            Arbitraries.of(
                "auto",
                "cover",
                "inside",
                "webp",
                "jpeg",
                "16:9",
                "4%3A3",
                "1.5",
                "4.1",
                "%ZZ",
                "%FF",
                "",
                "0123456789abcdef",
                "1e3",
                "-1",
                "65535:65535"),
            Arbitraries.strings().ofMaxLength(60));
    Arbitrary<String> parameters =
        Combinators.combine(names, values, Arbitraries.of("=", "", "=="))
            .as((name, value, sign) -> name + sign + value);
    return parameters
        .list()
        .ofMaxSize(6)
        .map(list -> list.stream().collect(Collectors.joining("&")));
  }

  @Provide
  Arbitrary<ViewerHeaders> headers() {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(40),
            Arbitraries.strings().withChars("image/webpavif;q=0.1, *").ofMaxLength(40),
            Arbitraries.of("image/avif,image/webp,*/*;q=0.8", "on", "2.625", "600", "0", ","));
    Arbitrary<String> maybe = texts.injectNull(0.3);
    return Combinators.combine(maybe, maybe, maybe, maybe).as(ViewerHeaders::new);
  }
}
