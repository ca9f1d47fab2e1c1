package io.calotype.cli;

import static io.calotype.cli.CommandLineFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.calotype.cli.CommandLineFixture.Ran;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
  private static final long HUGE_BYTES = 1_900_000_000;

  @TempDir Path temp;

  @Test
  void saysWhyStepsShareTheOriginalsWidth() throws IOException {
    Ran ran = run("plan", Pictures.jpeg(temp.resolve("a.jpg"), 640, 427));

    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .contains("a.jpg  JPEG 640×427, 0.3 megapixels")
        .contains("640×427  jpeg q80, webp q80, avif q55 (slow: made after the rest)  w640.jpg")
        .contains("  w640.jpg w1080.jpg w1920.jpg w640.webp")
        .contains("640, 1080 and 1920 are not below the picture's own 640 px")
        .contains("nothing is enlarged");
  }

  @Test
  void saysWhatBecomesOfTransparency() throws IOException {
    Ran ran = run("plan", Pictures.transparentPng(temp.resolve("a.png"), 50, 50));

    assertThat(ran.out())
        .contains("with transparency")
        .contains("jpeg has no transparency and shows the recipe's background #ffffff");
  }

  @Test
  void saysWhichFormatsMove() throws IOException {
    Path gif = Pictures.animatedGif(temp.resolve("a.gif"), 3);

    Ran ran = run("plan", gif);

    assertThat(ran.out()).contains("It has 3 frames: webp shows all, jpeg, avif the first.");
    assertThat(run("plan", gif, "--json").json().get("photos").get(0).get("images"))
        .allMatch(
            image ->
                image.get("frames").asInt()
                    == (image.get("format").asText().equals("webp") ? 3 : 1));
  }

  @Test
  void saysWhatTheRecipeDecides() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("a.jpg"), 640, 427);
    Path recipe =
        Files.writeString(
            temp.resolve("recipe.json"),
            """
            {"version": 1, "widths": [320], "ratios": ["1:1", "16:9"], "gravity": "attention",
             "metadata": "copyright",
             "formats": [{"format": "jpeg", "quality": 80},
                         {"format": "avif", "quality": 50, "slow": true}]}
            """);

    assertThat(run("plan", file, "--recipe", recipe).out())
        .contains("The recipe calls avif slow: made after the rest, never while a viewer waits.")
        .contains("Crops to 1:1, 16:9 are made when they are asked for, never enlarged: around the")
        .contains("metadata focal-point where it has one, else around what catches the eye.")
        .contains("variants carry the copyright notice and the artist's name, where EXIF has them")
        .contains(
            "The scalr engine leaves out avif, crops around what catches the eye, which are around"
                + " the middle then.");
    assertThat(run("plan", file).out())
        .contains("else around the middle.")
        .contains("Variants carry no metadata of the picture.")
        .contains("The scalr engine leaves out webp, avif.");
  }

  @Test
  void saysWhichLimitMakesAPictureNarrower() throws IOException {
    Path square = Pictures.jpeg(temp.resolve("square.jpg"), 400, 400);
    Path recipe =
        Files.writeString(
            temp.resolve("recipe.json"),
            """
            {"version": 1, "widths": [50, 320], "limits": {"outputPixels": 10000},
             "formats": [{"format": "jpeg", "quality": 80}, {"format": "webp", "quality": 80}]}
            """);

    assertThat(run("plan", square, "--recipe", recipe).out())
        .contains("100×100  jpeg q80, webp q80  w320.jpg w320.webp")
        .containsOnlyOnce(
            "limits.outputPixels allows a variant 10000 pixels: of this shape that is 100×100, and")
        .doesNotContain("px a side: of this shape");
  }

  @Test
  void saysWhichFormatsHoldNoPictureAsHigh() throws IOException {
    Path strip = Pictures.jpeg(temp.resolve("strip.jpg"), 80, 20_000);

    assertThat(run("plan", strip).out())
        .contains("webp holds at most 16383 px a side: of this shape that is 65×16250, and steps")
        .contains("avif holds at most 16384 px a side: of this shape that is 65×16250, and steps")
        .doesNotContain("jpeg holds")
        .doesNotContain("outputPixels");
    assertThat(run("plan", Pictures.jpeg(temp.resolve("usual.jpg"), 4000, 3000)).out())
        .doesNotContain("of this shape");
  }

  @Test
  void followsTheRulesForTheKeyAndTheTypeOfAPicture() throws IOException {
    Path jpeg = Pictures.jpeg(temp.resolve("shoe.jpg"), 640, 427);
    Path png = Pictures.transparentPng(temp.resolve("logo.jpg"), 640, 427);
    Path recipe = RuledRecipe.in(temp);

    assertThat(run("plan", jpeg, "--recipe", recipe).out()).contains("jpeg q80 ");
    assertThat(run("plan", jpeg, "--recipe", recipe, "--key", "products/shoe.jpg").out())
        .contains("jpeg q95 ");
    // By its content it is a PNG, whatever its name says.
    assertThat(run("plan", png, "--recipe", recipe, "--json").json().at("/photos/0/images"))
        .allMatch(image -> image.get("quality").asInt() == 40);
  }

  @Test
  void takesAKeyForOneFileOnly() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("a.jpg"), 64, 48);

    Ran ran = run("plan", file, file, "--key", "a.jpg");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("expected one FILE with --key but got 2");
  }

  @Test
  void writesNothingButJsonWhenAskedForJson() throws IOException {
    Path good = Pictures.jpeg(temp.resolve("good.jpg"), 3000, 2000);
    Path text = Files.writeString(temp.resolve("text.jpg"), "no picture");

    Ran ran = run("plan", good, text, "--json");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).isEmpty();
    JsonNode photos = ran.json().get("photos");
    assertThat(photos.get(0).get("images")).hasSize(15);
    assertThat(photos.get(0).get("images").get(0).get("names").get(0).asText())
        .isEqualTo("w1920.jpg");
    assertThat(photos.get(0).get("why").get(0).asText()).contains("all below the picture's 3000");
    assertThat(photos.get(1).get("reason").asText()).isEqualTo("UNSUPPORTED_TYPE");
  }

  @Test
  void goesOnAfterAFileThatDoesNotFitIntoMemory() throws IOException {
    assumeThat(Runtime.getRuntime().maxMemory()).isLessThan(HUGE_BYTES);
    Path huge = temp.resolve("huge.jpg");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(HUGE_BYTES);
    }
    Path recipe =
        Files.writeString(
            temp.resolve("recipe.json"),
            """
            {"version": 1, "widths": [320], "limits": {"bytes": 2000000000},
             "formats": [{"format": "jpeg", "quality": 80}]}
            """);

    Ran ran = run("plan", huge, Pictures.jpeg(temp.resolve("a.jpg"), 64, 48), "--recipe", recipe);

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "calotype: "
                + huge
                + " failed: expected more memory than this machine gives: more of it comes with"
                + " CALOTYPE_JAVA_OPTS=-Xmx4g\n");
    assertThat(ran.out()).contains("a.jpg  JPEG 64×48");
  }

  @Test
  void refusesAFolderAndAFileThatIsMissing() {
    Ran ran = run("plan", temp, temp.resolve("nowhere.jpg"));

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err().lines())
        .anyMatch(line -> line.contains("expected a file but it is a folder"))
        .anyMatch(line -> line.contains("expected a file but there is none"))
        .hasSize(2);
  }
}
