package io.calotype.variants.probe;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.variants.fixture.Headers;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final Recipe RECIPE =
      RecipeReader.read(
          "a test",
          """
          {"version": 1, "widths": [9], "formats": [{"format": "jpeg", "quality": 80}],
           "accept": ["image/jpeg", "image/gif"],
           "limits": {"bytes": 1000, "dimension": 500, "pixels": 10000, "frames": 4}}
          """
              .getBytes(StandardCharsets.UTF_8));

  @Test
  void admitsWhatIsAtEachLimit() {
    assertThatNoException()
        .isThrownBy(
            () -> {
              Admission.requireBytes(1, RECIPE.limits());
              Admission.requireBytes(1000, RECIPE.limits());
              Admission.requireWithin(jpeg(500, 20), RECIPE);
              Admission.requireWithin(jpeg(20, 500), RECIPE);
              Admission.requireWithin(gif(50, 50, 4), RECIPE);
            });
  }

  @Test
  void refusesNoBytes() {
    refuses(
        () -> Admission.requireBytes(0, RECIPE.limits()),
        Reason.EMPTY_FILE,
        "expected an image but got a file of 0 bytes: upload it again");
  }

  @Test
  void refusesOneByteTooMany() {
    refuses(
        () -> Admission.requireBytes(1001, RECIPE.limits()),
        Reason.TOO_MANY_BYTES,
        "expected at most 1000 bytes but got 1001: compress the picture or make it smaller");
  }

  @Test
  void refusesOnePixelTooManyASide() {
    refuses(
        () -> Admission.requireWithin(jpeg(501, 1), RECIPE),
        Reason.TOO_LARGE_DIMENSION,
        "expected at most 500 pixels a side but got 501 (501x1): make the picture smaller");
    refuses(
        () -> Admission.requireWithin(jpeg(1, 501), RECIPE),
        Reason.TOO_LARGE_DIMENSION,
        "expected at most 500 pixels a side but got 501 (1x501): make the picture smaller");
  }

  @Test
  void refusesOnePixelTooMany() {
    refuses(
        () -> Admission.requireWithin(jpeg(73, 137), RECIPE), // 10,001, both prime.
        Reason.TOO_MANY_PIXELS,
        "expected at most 10000 pixels but got 10001 (73x137): make the picture smaller");
  }

  @Test
  void countsPixelsOfAllFrames() {
    refuses(
        () -> Admission.requireWithin(gif(50, 51, 4), RECIPE),
        Reason.TOO_MANY_PIXELS,
        "expected at most 10000 pixels but got 10200 (50x51 x 4 frames): make the picture"
            + " smaller");
  }

  @Test
  void refusesOneFrameTooMany() {
    refuses(
        () -> Admission.requireWithin(gif(1, 1, 5), RECIPE),
        Reason.TOO_MANY_FRAMES,
        "expected at most 4 frames but got 5: shorten the animation");
  }

  @Test
  void refusesTypeThatRecipeDoesNotAccept() {
    refuses(
        () ->
            Admission.requireWithin(new ImageHeader(SourceFormat.PNG, 10, 10, 1, 1, false), RECIPE),
        Reason.UNSUPPORTED_TYPE,
        "expected one of image/gif, image/jpeg but got image/png: convert the picture to one of"
            + " these types");
  }

  @Test
  void refusesLargestPngThereCanBeByItsPixels() {
    Recipe recipe = RecipeReader.defaultRecipe();
    ImageHeader header =
        Probe.read(Headers.png(Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 0), recipe);
    refuses(
        () -> Admission.requireWithin(header, recipe),
        Reason.TOO_MANY_PIXELS,
        "expected at most 100000000 pixels but got 4611686014132420609 (2147483647x2147483647):"
            + " make the picture smaller");
  }

  @Test
  void refusesMorePixelsThanALongCanCount() {
    ImageHeader header =
        new ImageHeader(SourceFormat.GIF, Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 4, false);
    refuses(
        () -> Admission.requireWithin(header, RECIPE),
        Reason.TOO_MANY_PIXELS,
        "expected at most 10000 pixels but got 9223372036854775807 (2147483647x2147483647 x 4"
            + " frames): make the picture smaller");
  }

  private static ImageHeader jpeg(int widthPx, int heightPx) {
    return new ImageHeader(SourceFormat.JPEG, widthPx, heightPx, 1, 1, false);
  }

  private static ImageHeader gif(int widthPx, int heightPx, int frames) {
    return new ImageHeader(SourceFormat.GIF, widthPx, heightPx, 1, frames, false);
  }

  private static void refuses(ThrowingCallable call, Reason reason, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(RefusedException.class)
        .hasMessage(message)
        .extracting("reason")
        .isEqualTo(reason);
  }
}
