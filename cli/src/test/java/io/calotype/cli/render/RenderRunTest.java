package io.calotype.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.cli.console.Console;
import io.calotype.cli.console.Progress;
import io.calotype.cli.report.Outcome;
import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.Renderer;
import io.calotype.variants.render.scalr.ScalrRenderer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderRunTest {
  private static final int WIDTH_PX_OF_WHAT_FAILS = 50;

  @TempDir Path temp;

  @Test
  void refusesAPictureOnWhichTheEngineFailsAndMakesTheRest() throws IOException {
    RenderRun run =
        new RenderRun(
            new LocalLadder(new LadderMaker(RecipeReader.defaultRecipe(), new Failing())),
            new OutputFolder(temp.resolve("out")),
            2);
    List<SourceFile> files =
        List.of(
            picture("a.png", 40), picture("b.png", WIDTH_PX_OF_WHAT_FAILS), picture("c.png", 60));

    List<Outcome> outcomes;
    try (Progress progress = Progress.start(console(), "render", files.size())) {
      outcomes = run.render(files, progress).outcomes();
    }

    assertThat(outcomes)
        .extracting(Outcome::state)
        .containsExactly(Outcome.State.ready, Outcome.State.refused, Outcome.State.ready);
    assertThat(outcomes.get(1).reason()).isEqualTo("CORRUPT");
    assertThat(outcomes.get(1).message())
        .isEqualTo(
            "expected a picture that the scalr engine can render but it failed with"
                + " IllegalStateException: save the picture anew");
    assertThat(temp.resolve("out/c.png/manifest.json")).exists();
    assertThat(temp.resolve("out/b.png")).doesNotExist();
  }

  private SourceFile picture(String name, int widthPx) throws IOException {
    Path file = temp.resolve(name);
    ImageIO.write(new BufferedImage(widthPx, 30, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    return new SourceFile(file, name);
  }

  private static Console console() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return new Console(nowhere, nowhere, false, false);
  }

  /** An engine with a bug that one picture meets. */
  private static final class Failing implements Renderer {
    private final Renderer engine = new ScalrRenderer();

    @Override
    public String name() {
      return engine.name();
    }

    @Override
    public Set<Format> formats() {
      return engine.formats();
    }

    @Override
    public Ladder render(byte[] original, Plan plan) {
      if (plan.header().widthPx() == WIDTH_PX_OF_WHAT_FAILS) {
        throw new IllegalStateException("libvips failed");
      }
      return engine.render(original, plan);
    }
  }
}
