package io.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.Renderer;
import java.awt.image.BufferedImage;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ControlTest {
  private static final byte[] PHOTO = MadePhoto.ofMegapixels(1);
  private static final Recipe RECIPE = Formats.JPEG_ONLY.recipe();
  private static final Plan PLAN = Plan.ladder(RECIPE, Probe.read(PHOTO, RECIPE));
  private static final Ladder LADDER = Contender.IMGSCALR.open().render(PHOTO, PLAN);

  @Test
  void takesWhatWasPlanned() {
    assertThatCode(() -> Control.require(PLAN, LADDER)).doesNotThrowAnyException();
  }

  @Test
  void refusesLadderThatLacksAnImage() {
    List<RenderedImage> fewer = LADDER.images().subList(1, LADDER.images().size());

    assertRefused(new Ladder(fewer, LADDER.preview()));
  }

  @Test
  void refusesImagesOfAnotherSize() {
    assertRefused(all(LADDER.images().get(1).bytes()));
  }

  @Test
  void refusesPicturesWithNothingInThem() {
    int width = LADDER.images().get(0).planned().widthPx();
    int height = LADDER.images().get(0).planned().heightPx();
    BufferedImage empty = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);

    assertRefused(all(Jpeg.encode(empty, 1)));
  }

  @Test
  void refusesWorkThatWasNeverDone() {
    LadderWork work = new LadderWork(Contender.IMGSCALR.open(), RECIPE);

    assertThatThrownBy(work::control).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesEngineThatKeepsTheLadderOfEachPhoto() {
    Renderer engine = Contender.IMGSCALR.open();
    IdentityHashMap<byte[], Ladder> cache = new IdentityHashMap<>();
    LadderWork work =
        new LadderWork(
            new Renderer() {
              @Override
              public String name() {
                return "caching";
              }

              @Override
              public Set<Format> formats() {
                return engine.formats();
              }

              @Override
              public Ladder render(byte[] original, Plan plan) {
                return cache.computeIfAbsent(original, photo -> engine.render(photo, plan));
              }
            },
            RECIPE);
    Inputs<byte[]> photos = new Inputs<>(MadePhoto.twoOfMegapixels(1));
    for (int i = 0; i < 4; i++) {
      work.ladder(photos.next());
    }

    assertThatThrownBy(work::control)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was not made anew");
  }

  private static Ladder all(byte[] bytes) {
    List<RenderedImage> images =
        LADDER.images().stream().map(image -> new RenderedImage(image.planned(), bytes)).toList();
    return new Ladder(images, LADDER.preview());
  }

  private static void assertRefused(Ladder ladder) {
    assertThatThrownBy(() -> Control.require(PLAN, ladder))
        .isInstanceOf(IllegalStateException.class);
  }
}
