package io.calotype.variants.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.variants.name.Format;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.SourceFormat;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Recipe RECIPE = RecipeReader.defaultRecipe();

  @Test
  void plansEachStepOfALargeOriginal() {
    assertThat(summary(Plan.ladder(RECIPE, header(4000, 3000, 1))))
        .containsExactly(
            "1920x1440 [w1920.jpg]",
            "1920x1440 [w1920.webp]",
            "1920x1440 [w1920.avif]",
            "1080x810 [w1080.jpg]",
            "1080x810 [w1080.webp]",
            "1080x810 [w1080.avif]",
            "640x480 [w640.jpg]",
            "640x480 [w640.webp]",
            "640x480 [w640.avif]",
            "320x240 [w320.jpg]",
            "320x240 [w320.webp]",
            "320x240 [w320.avif]",
            "160x120 [w160.jpg]",
            "160x120 [w160.webp]",
            "160x120 [w160.avif]");
  }

  @Test
  void encodesOnceWhatSeveralStepsShare() {
    assertThat(summary(Plan.ladder(RECIPE, header(500, 333, 1))))
        .containsExactly(
            "500x333 [w640.jpg, w1080.jpg, w1920.jpg]",
            "500x333 [w640.webp, w1080.webp, w1920.webp]",
            "500x333 [w640.avif, w1080.avif, w1920.avif]",
            "320x213 [w320.jpg]",
            "320x213 [w320.webp]",
            "320x213 [w320.avif]",
            "160x107 [w160.jpg]",
            "160x107 [w160.webp]",
            "160x107 [w160.avif]");
  }

  @Test
  void plansByTheUprightSize() {
    assertThat(summary(Plan.ladder(RECIPE, header(4000, 3000, 6))).get(0))
        .isEqualTo("1920x2560 [w1920.jpg]");
  }

  @Test
  void leavesOutFormatsThatCannotBeMade() {
    Plan plan = Plan.ladder(RECIPE, header(4000, 3000, 1), EnumSet.of(Format.JPEG, Format.PNG));
    assertThat(plan.images()).hasSize(5).allMatch(i -> i.encoding().format() == Format.JPEG);
  }

  @Test
  void roundsHeightsHalfUpAndNeverToNothing() {
    assertThat(summary(Plan.ladder(RECIPE, header(320, 5, 1)))).contains("160x3 [w160.jpg]"); // 2.5
    assertThat(summary(Plan.ladder(RECIPE, header(10_000, 1, 1)))).contains("160x1 [w160.jpg]");
  }

  @Test
  void narrowsWhatIsHigherThanAFormatCanHold() {
    assertThat(summary(Plan.ladder(RECIPE, header(800, 20_000, 1))))
        .containsExactly(
            "800x20000 [w1080.jpg, w1920.jpg]",
            "655x16375 [w1080.webp, w1920.webp]",
            "655x16375 [w1080.avif, w1920.avif]",
            "640x16000 [w640.jpg]",
            "640x16000 [w640.webp]",
            "640x16000 [w640.avif]",
            "320x8000 [w320.jpg]",
            "320x8000 [w320.webp]",
            "320x8000 [w320.avif]",
            "160x4000 [w160.jpg]",
            "160x4000 [w160.webp]",
            "160x4000 [w160.avif]");
  }

  @Test
  void narrowsWhatWouldHaveMorePixelsThanAVariantMay() {
    ImageHeader square = header(200, 200, 1);
    assertThat(Plan.ladder(withOutputPixels(10_000), square).images().get(0).widthPx())
        .isEqualTo(100);
    assertThat(Plan.ladder(withOutputPixels(9_999), square).images().get(0).widthPx())
        .isEqualTo(99);
  }

  @Test
  void refusesWhatHasMorePixelsThanAVariantMayAtAnyWidth() {
    ImageHeader thread = header(1, 300, 1);
    assertThat(Plan.ladder(withOutputPixels(300), thread).images()).hasSize(1);
    assertThatThrownBy(() -> Plan.ladder(withOutputPixels(299), thread))
        .isInstanceOf(RefusedException.class)
        .extracting("reason")
        .isEqualTo(Reason.OUTPUT_TOO_LARGE);
  }

  private static Recipe withOutputPixels(int pixelsMax) {
    String json =
        "{\"version\": 1, \"widths\": [100], \"formats\": [{\"format\": \"jpeg\", \"quality\": 80}],"
            + " \"limits\": {\"outputPixels\": "
            + pixelsMax
            + "}}";
    return RecipeReader.read("a test", json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesWhatAFormatCannotHoldAtAnyWidth() {
    assertThat(summary(Plan.ladder(RECIPE, header(1, 16_383, 1)))).hasSize(3);
    assertThatThrownBy(() -> Plan.ladder(RECIPE, header(1, 16_384, 1)))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "expected a picture at most 16383 times as high as wide, so that webp can hold it, but"
                + " got 1x16384: crop the picture");
  }

  @Test
  void refusesImagesWithoutNameOrSize() {
    PlannedImage image = Plan.ladder(RECIPE, header(1, 1, 1)).images().get(0);
    assertThatThrownBy(() -> new PlannedImage(1, 1, image.encoding(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new PlannedImage(
                    0, 1, image.encoding(), List.of(VariantName.uncropped(1, Format.JPEG))))
        .hasMessage("expected a size and a name but got 0x1 named [w1.jpg]");
  }

  private static ImageHeader header(int widthPx, int heightPx, int orientation) {
    return new ImageHeader(SourceFormat.JPEG, widthPx, heightPx, orientation, 1, false);
  }

  private static List<String> summary(Plan plan) {
    return plan.images().stream()
        .map(image -> image.widthPx() + "x" + image.heightPx() + " " + image.names())
        .toList();
  }
}
