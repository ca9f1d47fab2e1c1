package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.fixture.SharedData;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.BaseKeeper;
import io.calotype.variants.render.BasePicture;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.RenderHints;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.Rendering;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is made from a kept picture is what is made from the file, byte for byte. */
class BaseKeeperTest {
  private static final Recipe RECIPE =
      RecipeReader.read(
          "a test",
          """
          {"version": 1, "widths": [80, 320], "ratios": ["1:1"], "gravity": "attention",
           "metadata": "copyright",
           "formats": [{"format": "jpeg", "quality": 80},
                       {"format": "webp", "quality": 80, "slow": true},
                       {"format": "png", "quality": 80, "slow": true},
                       {"format": "avif", "quality": 50, "effort": 0, "slow": true}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  private static final LadderMaker MAKER = new LadderMaker(RECIPE, Pictures.RENDERER);

  @TestFactory
  Stream<DynamicTest> makesTheSameOfEverySharedPicture() {
    List<Path> files = new ArrayList<>(SharedData.files("free"));
    files.addAll(SharedData.files("edge-cases"));
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(), () -> makesTheSame(Files.readAllBytes(file))));
  }

  private static void makesTheSame(byte[] original) {
    Keeping keeper = new Keeping();
    try {
      make(original, eagerNames(), keeper);
    } catch (RefusedException e) {
      return; // The golden suite tells of which this is right.
    }
    assertThat(bytes(make(original, slowNames(), keeper)))
        .isEqualTo(bytes(make(original, slowNames(), BaseKeeper.NONE)));
    assertThat(keeper.used).isPositive();
  }

  @Test
  void decodesOnceMoreForAPictureOfAnotherSize() {
    byte[] original = Pictures.file(Pictures.quarters(400, 300), "png");
    Keeping keeper = new Keeping();
    make(original, List.of(VariantName.parse("w80.jpg").orElseThrow()), keeper);
    make(original, slowNames(), keeper);
    assertThat(keeper.used).isZero();
    assertThat(keeper.offered).isEqualTo(2);
  }

  private static List<VariantName> eagerNames() {
    return RECIPE.ladder().stream().filter(name -> !slowNames().contains(name)).toList();
  }

  private static List<VariantName> slowNames() {
    return MAKER.slowLadder();
  }

  private static Rendering make(byte[] original, Collection<VariantName> names, BaseKeeper keeper) {
    return MAKER.make(original, RenderHints.NONE, names, keeper);
  }

  private static Map<String, String> bytes(Rendering rendering) {
    Map<String, String> bytes = new TreeMap<>();
    for (RenderedImage image : rendering.ladder().images()) {
      bytes.put(
          image.planned().names().toString(),
          new String(image.bytes(), StandardCharsets.ISO_8859_1));
    }
    return bytes;
  }

  private static final class Keeping implements BaseKeeper {
    private @Nullable BasePicture picture;
    private int offered;
    private int used;

    @Override
    public Optional<BasePicture> kept(int widthPx, int heightPx) {
      Optional<BasePicture> fitting =
          Optional.ofNullable(picture)
              .filter(base -> base.widthPx() == widthPx && base.heightPx() == heightPx);
      used += fitting.isPresent() ? 1 : 0;
      return fitting;
    }

    @Override
    public void offer(long bytes, Supplier<BasePicture> offer) {
      offered++;
      picture = offer.get();
      assertThat(picture.pixels()).hasSize((int) bytes);
    }
  }
}
