package io.calotype.edge.onthefly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.calotype.variants.name.VariantName;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VariantRequestTest {
  private static final Recipe RECIPE =
      RecipeReader.read(
          "a test",
          """
          {"version": 1, "widths": [160, 320],
           "formats": [{"format": "jpeg", "quality": 80}, {"format": "webp", "quality": 80},
                       {"format": "avif", "quality": 50, "slow": true}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /a.jpg/w640.jpg                  | a.jpg               | w640.jpg
          /a/b/c.png/w1-99x1.webp          | a/b/c.png           | w1-99x1.webp
          /k%C3%B6ln%20%2B%20%25.jpg/w8192.jpg | köln + %.jpg    | w8192.jpg
          /a+b/w2.jpg                      | a+b                 | w2.jpg
          /a%2Fb/w2.jpg                    | a/b                 | w2.jpg
          /a//w2.jpg                       | a/                  | w2.jpg
          /../a/./w2.jpg                   | ../a/.              | w2.jpg
          /a.jpg/w640.jpg/w2.jpg           | a.jpg/w640.jpg      | w2.jpg
          /uploads.jpg/w2.jpg              | uploads.jpg         | w2.jpg
          /_calotype.jpg/w2.jpg            | _calotype.jpg       | w2.jpg
          """)
  void readsKeysVerbatim(String path, String key, String name) {
    assertThat(VariantRequest.parse(path, null, RECIPE))
        .isEqualTo(
            new VariantRequest(
                key, VariantName.parse(name).orElseThrow(), VariantRequest.INLINE_BYTES_DEFAULT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//",
        "/w640.jpg",
        "//w640.jpg",
        "a.jpg/w640.jpg",
        "/a.jpg",
        "/a.jpg/",
        "/a.jpg/manifest.json",
        "/a.jpg/w0.jpg",
        "/a.jpg/w01.jpg",
        "/a.jpg/w640.JPG",
        "/a.jpg/w640.gif",
        "/a.jpg/w640.png",
        "/a.jpg/w8193.jpg",
        "/a.jpg/w16384.jpg",
        "/a.jpg/w640-0x1.jpg",
        "/a.jpg/w640-100x1.jpg",
        "/a.jpg/w640.jpg%00",
        "/a%ZZ/w640.jpg",
        "/a%FF/w640.jpg",
        "/uploads/w640.jpg",
        "/_calotype/w640.jpg",
        "/_calotype/a%0D%0Ab/w640.jpg"
      })
  void refusesWhatIsNoVariantOfTheRecipe(String path) {
    RefusedAnswer answer = refusal(path, null);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).startsWith("expected ").contains(" but got ").matches("[ -~]+");
  }

  @Test
  void refusesNoPath() {
    assertThat(refusal(null, null).status()).isEqualTo(400);
  }

  /** What was made of it could not be taken away again. */
  @ParameterizedTest
  @ValueSource(strings = {"k", "ö", "😀"})
  void refusesKeysOfWhichTheJobNeverHears(String character) {
    String longest = character.repeat(256 / character.length());
    assertThat(VariantRequest.parse("/" + longest + "/w2.jpg", null, RECIPE).key())
        .isEqualTo(longest);
    RefusedAnswer answer = refusal("/" + longest + character + "/w2.jpg", null);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).startsWith("expected a key of at most 256 ");
  }

  @Test
  void doesNotMakeSlowFormatsWhileSomebodyWaits() {
    RefusedAnswer answer = refusal("/a.jpg/w320.avif", null);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.message()).contains("avif").contains("slow");
  }

  @Test
  void allowsTheLadderToBeWiderThanWhatSignaturesReach() {
    Recipe wide =
        RecipeReader.read(
            "a test",
            "{\"version\":1,\"widths\":[9000],\"formats\":[{\"format\":\"jpeg\",\"quality\":80}]}"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(VariantRequest.parse("/a/w9000.jpg", null, wide).name().widthPx()).isEqualTo(9000);
    assertThat(
            catchThrowableOfType(
                    RefusedAnswerException.class,
                    () -> VariantRequest.parse("/a/w9001.jpg", null, wide))
                .answer()
                .status())
        .isEqualTo(400);
  }

  @Test
  void takesTheCallersBoundButNoMoreThanLambdaCanAnswer() {
    assertThat(inline("0")).isZero();
    assertThat(inline("1")).isEqualTo(1);
    assertThat(inline("4500000")).isEqualTo(4_500_000);
    assertThat(inline("4500001")).isEqualTo(4_500_000);
    assertThat(inline("999999999")).isEqualTo(4_500_000);
    // In base64, with room for headers, within the 6 MB of Lambda's answers.
    assertThat((4_500_000 + 2) / 3 * 4).isLessThan(6 * 1024 * 1024 - 10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "1e3", " 1", "9999999999", "abc"})
  void refusesBoundsThatAreNoWholeNumbers(String bound) {
    assertThat(refusal("/a.jpg/w2.jpg", bound).status()).isEqualTo(400);
  }

  private static int inline(String bound) {
    return VariantRequest.parse("/a.jpg/w2.jpg", bound, RECIPE).inlineBytesMax();
  }

  private static RefusedAnswer refusal(String path, String bound) {
    return catchThrowableOfType(
            RefusedAnswerException.class, () -> VariantRequest.parse(path, bound, RECIPE))
        .answer();
  }
}
