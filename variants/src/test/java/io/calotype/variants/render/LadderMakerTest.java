package io.calotype.variants.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.calotype.variants.fixture.Headers;
import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LadderMakerTest {
  private static final Recipe RECIPE =
      RecipeReader.read(
          "a test",
          """
          {"version": 1, "widths": [160, 320],
           "formats": [{"format": "jpeg", "quality": 80}, {"format": "webp", "quality": 80}],
           "limits": {"bytes": 1000, "pixels": 10000, "outputBytes": 50}}
          """
              .getBytes(StandardCharsets.UTF_8));

  @Test
  void leavesOutFormatsThatTheEngineCannotMake() {
    Rendering rendering = makerOfBytes(50).make(Headers.jpeg(100, 50));
    assertThat(rendering.plan().images())
        .allMatch(image -> image.encoding().format() == Format.JPEG);
    assertThat(rendering.ladder().images()).hasSize(1);
  }

  @Test
  void refusesVariantsOverTheLimit() {
    RefusedException refusal = refusal(makerOfBytes(51), Headers.jpeg(100, 50));
    assertThat(refusal.reason()).isEqualTo(Reason.OUTPUT_TOO_LARGE);
    assertThat(refusal)
        .hasMessage(
            "expected variants of at most 50 bytes but w160.jpg has 51: make the picture smaller,"
                + " or lower the recipe's quality");
  }

  @Test
  void refusesBeforeRendering() {
    Renderer never = new FakeRenderer(-1);
    LadderMaker maker = new LadderMaker(RECIPE, never);
    assertThat(refusal(maker, new byte[0]).reason()).isEqualTo(Reason.EMPTY_FILE);
    assertThat(refusal(maker, new byte[1001]).reason()).isEqualTo(Reason.TOO_MANY_BYTES);
    assertThat(refusal(maker, new byte[1000]).reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
    assertThat(refusal(maker, Headers.jpeg(101, 100)).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
  }

  private static LadderMaker makerOfBytes(int bytes) {
    return new LadderMaker(RECIPE, new FakeRenderer(bytes));
  }

  private static RefusedException refusal(LadderMaker maker, byte[] file) {
    return catchThrowableOfType(RefusedException.class, () -> maker.make(file));
  }

  /** Makes images of a number of bytes; fails where that is negative. */
  private record FakeRenderer(int bytes) implements Renderer {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public Set<Format> formats() {
      return EnumSet.of(Format.JPEG);
    }

    @Override
    public Ladder render(byte[] original, Plan plan) {
      return new Ladder(
          plan.images().stream().map(image -> new RenderedImage(image, new byte[bytes])).toList(),
          new Preview(1, 1, new byte[4]));
    }
  }
}
