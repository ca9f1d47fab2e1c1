package io.calotype.variants.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.variants.fixture.ColourGrid;
import io.calotype.variants.fixture.SharedData;
import io.calotype.variants.plan.PlannedImage;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.scalr.ScalrRenderer;
import io.calotype.variants.render.vips.VipsRenderer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each shared picture through both engines into every format: its size, and the colours of nine
 * parts of it, or why it is refused. {@code golden/shared.json} is the table.
 */
class GoldenTest {
  private static final double DISTANCE_MAX = 2.5;
  private static final int WIDTH_PX = 320;

  private static final Recipe RECIPE =
      RecipeReader.read(
          "the golden suite",
          """
          {"version": 1, "widths": [320], "background": "#ffffff",
           "formats": [{"format": "jpeg", "quality": 90}, {"format": "webp", "quality": 90},
                       {"format": "avif", "quality": 80, "effort": 0},
                       {"format": "png", "quality": 90}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  private static final Renderer VIPS = VipsRenderer.open();
  private static final List<Renderer> ENGINES = List.of(VIPS, new ScalrRenderer());

  @TestFactory
  Stream<DynamicTest> comesOutAsTheTableSays() {
    List<DynamicTest> tests = new ArrayList<>();
    int skipped = 0;
    for (JsonNode picture : table()) {
      String name = picture.get("file").textValue();
      Optional<byte[]> file = SharedData.find(name);
      if (file.isEmpty()) {
        skipped++;
        continue;
      }
      for (Renderer engine : ENGINES) {
        tests.add(
            DynamicTest.dynamicTest(
                name + " by " + engine.name(), () -> check(engine, picture, file.get())));
      }
    }
    System.out.printf(
        "Golden suite: %d pictures, %d of them skipped since they are not on this machine%n",
        table().size(), skipped);
    return tests.stream();
  }

  @Test
  void hasEverySharedPictureInTheTable() {
    List<String> named = new ArrayList<>();
    table().forEach(picture -> named.add(picture.get("file").textValue()));
    for (String folder : List.of("edge-cases", "free")) {
      for (Path file : SharedData.files(folder)) {
        assertThat(named).contains(folder + "/" + file.getFileName());
      }
    }
  }

  private static void check(Renderer engine, JsonNode picture, byte[] file) {
    String refusal =
        picture.hasNonNull("refused")
            ? picture.get("refused").textValue()
            : picture.path(engine.name()).asText("");
    try {
      Rendering rendering = new LadderMaker(RECIPE, engine).make(file);
      assertThat(refusal).as("refused").isEmpty();
      for (RenderedImage image : rendering.ladder().images()) {
        check(picture, image);
      }
    } catch (RefusedException e) {
      assertThat(e.reason().name()).as(e.getMessage()).isEqualTo(refusal);
    }
  }

  private static void check(JsonNode picture, RenderedImage image) {
    PlannedImage planned = image.planned();
    String format = planned.encoding().format().id();
    String[] size = picture.get("size").textValue().split("x", 2);
    int widthPx = Math.min(WIDTH_PX, Integer.parseInt(size[0]));
    double heightPx = widthPx * Double.parseDouble(size[1]) / Integer.parseInt(size[0]);
    BufferedImage pixels = Viewer.sees(image);
    assertThat(pixels.getWidth()).as("width of %s", format).isEqualTo(widthPx);
    assertThat((double) pixels.getHeight()).isBetween(heightPx - 1, heightPx + 1);
    ColourGrid actual = ColourGrid.of(pixels);
    ColourGrid expected = ColourGrid.parse(picture.get("cells").textValue());
    assertThat(actual.distance(expected))
        .as("%s is %s, distance", format, actual)
        .isLessThanOrEqualTo(picture.path("distance").asDouble(DISTANCE_MAX));
  }

  private static JsonNode table() {
    try (InputStream in = GoldenTest.class.getResourceAsStream("/golden/shared.json")) {
      return new JsonMapper().readTree(Objects.requireNonNull(in)).get("pictures");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
