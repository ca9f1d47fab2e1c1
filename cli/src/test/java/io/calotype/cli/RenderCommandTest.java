package io.calotype.cli;

import static io.calotype.cli.CommandLineFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.cli.CommandLineFixture.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandTest {
  @TempDir Path temp;

  @Test
  void putsEachLadderBelowThePathOfItsPicture() throws IOException {
    Pictures.jpeg(temp.resolve("in/beach.jpg"), 800, 600);
    Pictures.jpeg(temp.resolve("in/2026/köln & co (1)+2%20.jpg"), 300, 400);

    Ran ran = run("render", temp.resolve("in"), "--out", temp.resolve("out"));

    assertThat(ran.status()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(files(temp.resolve("out/beach.jpg")))
        .containsExactly(
            "manifest.json",
            "w1080.avif",
            "w1080.jpg",
            "w1080.webp",
            "w160.avif",
            "w160.jpg",
            "w160.webp",
            "w1920.avif",
            "w1920.jpg",
            "w1920.webp",
            "w320.avif",
            "w320.jpg",
            "w320.webp",
            "w640.avif",
            "w640.jpg",
            "w640.webp");
    Path umlaut = temp.resolve("out/2026/köln & co (1)+2%20.jpg");
    assertThat(ImageIO.read(umlaut.resolve("w160.jpg").toFile()).getHeight()).isEqualTo(213);
    JsonNode manifest = new JsonMapper().readTree(umlaut.resolve("manifest.json").toFile());
    assertThat(manifest.get("key").asText()).isEqualTo("2026/köln & co (1)+2%20.jpg");
    assertThat(manifest.get("variants")).hasSize(15);
  }

  @Test
  void writesNothingButJsonWhenAskedForJson() throws IOException {
    Path in = Pictures.jpeg(temp.resolve("a.jpg"), 200, 100);
    Path torn = Pictures.truncatedJpeg(temp.resolve("torn.jpg"));

    Ran ran = run("render", in, torn, "--out", temp.resolve("out"), "--json", "--threads", 2);

    assertThat(ran.status()).isEqualTo(1);
    JsonNode photos = ran.json().get("photos");
    assertThat(photos.get(0).get("state").asText()).isEqualTo("ready");
    assertThat(photos.get(0).get("width").asInt()).isEqualTo(200);
    assertThat(photos.get(0).get("variants").get(9).get("width").asInt()).isEqualTo(200);
    assertThat(photos.get(1).get("state").asText()).isEqualTo("refused");
    assertThat(photos.get(1).get("reason").asText()).isEqualTo("TRUNCATED");
    assertThat(ran.json().get("totals").get("refused").asInt()).isEqualTo(1);
  }

  @Test
  void saysForEachVariantWhatItTook() throws IOException {
    Path in = Pictures.jpeg(temp.resolve("a.jpg"), 2000, 1500);

    Ran ran = run("render", in, "--out", temp.resolve("out"), "--json", "--engine", "scalr");

    JsonNode photo = ran.json().get("photos").get(0);
    double sum = 0;
    for (JsonNode variant : photo.get("variants")) {
      assertThat(variant.get("engine").asText()).isEqualTo("scalr");
      assertThat(variant.get("bytes").asLong())
          .isEqualTo(Files.size(temp.resolve("out/a.jpg/" + variant.get("name").asText())));
      assertThat(variant.get("height").asInt()).isEqualTo(variant.get("width").asInt() * 3 / 4);
      sum += variant.get("cpuMs").asDouble();
    }
    assertThat(sum).isPositive().isLessThanOrEqualTo(photo.get("cpuMs").asDouble() + 1);
  }

  @Test
  void saysNothingOfProcessorTimeWherePicturesShareIt() throws IOException {
    Pictures.jpeg(temp.resolve("in/a.jpg"), 200, 100);
    Pictures.jpeg(temp.resolve("in/b.jpg"), 200, 100);

    Ran two =
        run("render", temp.resolve("in"), "--out", temp.resolve("o"), "--json", "--threads", 2);
    Ran one =
        run("render", temp.resolve("in"), "--out", temp.resolve("o"), "--json", "--threads", 1);

    assertThat(two.json().get("photos").get(0).has("cpuMs")).isFalse();
    assertThat(two.json().get("photos").get(0).get("variants").get(0).has("cpuMs")).isFalse();
    assertThat(one.json().get("photos").get(1).get("variants").get(0).has("cpuMs")).isTrue();
  }

  @Test
  void followsTheRulesForTheKeyAndTheTypeOfAPicture() throws IOException {
    Pictures.jpeg(temp.resolve("in/usual.jpg"), 200, 100);
    Pictures.jpeg(temp.resolve("in/products/shoe.jpg"), 200, 100);
    Pictures.transparentPng(temp.resolve("in/logo.png"), 200, 100);
    Path recipe = RuledRecipe.in(temp);

    Ran ran = run("render", temp.resolve("in"), "--out", temp.resolve("out"), "--recipe", recipe);

    assertThat(ran.status()).isZero();
    long usual = Files.size(temp.resolve("out/usual.jpg/w160.jpg"));
    assertThat(Files.size(temp.resolve("out/products/shoe.jpg/w160.jpg"))).isGreaterThan(usual);
    assertThat(Files.size(temp.resolve("out/logo.png/w160.jpg"))).isLessThan(usual);
  }

  @Test
  void reportsWhatIsRefusedAndMakesTheRest() throws IOException {
    Pictures.jpeg(temp.resolve("in/good.jpg"), 200, 100);
    Files.writeString(temp.resolve("in/text.jpg"), "no picture");
    Files.writeString(temp.resolve("in/empty.png"), "");

    Ran ran = run("render", temp.resolve("in"), "--out", temp.resolve("out"));

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err().lines())
        .anyMatch(line -> line.contains("text.jpg refused (UNSUPPORTED_TYPE): expected one of"))
        .anyMatch(line -> line.contains("empty.png refused (EMPTY_FILE): expected an image"))
        .hasSize(2);
    assertThat(ran.out()).contains("good.jpg  200×100 → 15 variants").endsWith("; 2 refused\n");
    assertThat(temp.resolve("out/good.jpg/w160.jpg")).exists();
    assertThat(temp.resolve("out/text.jpg")).doesNotExist();
  }

  @Test
  void doesNotOverwriteWhatTwoFoldersBothHave() throws IOException {
    Pictures.jpeg(temp.resolve("one/a.jpg"), 200, 100);
    Pictures.jpeg(temp.resolve("two/a.jpg"), 100, 200);

    Ran ran = run("render", temp.resolve("one"), temp.resolve("two"), "--out", temp.resolve("out"));

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .contains("two/a.jpg failed: expected a place of its own")
        .contains("one/a.jpg goes to a.jpg too");
    assertThat(ImageIO.read(temp.resolve("out/a.jpg/w1080.jpg").toFile()).getWidth())
        .isEqualTo(200);
  }

  @Test
  void rendersOnceWhatIsNamedTwice() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("in/a.jpg"), 200, 100);

    Ran ran = run("render", temp.resolve("in"), file, "--out", temp.resolve("out"), "--json");

    assertThat(ran.status()).isZero();
    assertThat(ran.json().get("photos")).hasSize(1);
  }

  @Test
  void passesOverItsOwnOutputWithinTheFolderThatItReads() throws IOException {
    Pictures.jpeg(temp.resolve("in/a.jpg"), 200, 100);
    Path out = temp.resolve("in/ladders");

    run("render", temp.resolve("in"), "--out", out);
    Ran again = run("render", temp.resolve("in"), "--out", out, "--json");

    assertThat(again.status()).isZero();
    assertThat(again.json().get("photos")).hasSize(1);
  }

  @Test
  void reportsAFileThatStandsWhereItsFolderShouldBe() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("a.jpg"), 200, 100);
    Path inTheWay =
        Files.writeString(Files.createDirectory(temp.resolve("out")).resolve("a.jpg"), "");

    Ran ran = run("render", file, "--out", temp.resolve("out"));

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("a.jpg failed: expected to make a folder but there is a file");
    assertThat(inTheWay).isEmptyFile();
  }

  @Test
  void rendersWithPlainJavaWhenAskedTo() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("a.jpg"), 400, 300);

    Ran ran = run("render", file, "--out", temp.resolve("out"), "--engine", "scalr", "--json");

    assertThat(ran.status()).isZero();
    assertThat(ran.json().get("engine").asText()).isEqualTo("scalr");
    assertThat(files(temp.resolve("out/a.jpg")))
        .containsExactly(
            "manifest.json", "w1080.jpg", "w160.jpg", "w1920.jpg", "w320.jpg", "w640.jpg");
  }

  @Test
  void followsTheRecipeThatItIsGiven() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("a.jpg"), 400, 300);
    Path recipe =
        Files.writeString(
            temp.resolve("recipe.json"),
            "{\"version\":1,\"widths\":[100],\"formats\":[{\"format\":\"jpeg\",\"quality\":70}]}");

    Ran ran = run("render", file, "--out", temp.resolve("out"), "--recipe", recipe);

    assertThat(ran.status()).isZero();
    assertThat(files(temp.resolve("out/a.jpg"))).containsExactly("manifest.json", "w100.jpg");
  }

  @Test
  void makesSlowFormatsWithTheRest() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("a.jpg"), 100, 50);
    Path recipe =
        Files.writeString(
            temp.resolve("recipe.json"),
            """
            {"version": 1, "widths": [40],
             "formats": [{"format": "jpeg", "quality": 80},
                         {"format": "avif", "quality": 50, "effort": 0, "slow": true}]}
            """);

    Ran ran = run("render", file, "--out", temp.resolve("out"), "--recipe", recipe);

    assertThat(ran.status()).isZero();
    assertThat(temp.resolve("out/a.jpg/w40.avif")).isNotEmptyFile();
    assertThat(temp.resolve("out/a.jpg/manifest.json"))
        .content()
        .contains("\"pending\" : [ ]")
        .contains("w40.avif");
  }

  @Test
  void refusesARecipeWithAllItsProblems() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("a.jpg"), 400, 300);
    Path recipe = Files.writeString(temp.resolve("recipe.json"), "{\"version\":2,\"widths\":[]}");

    Ran ran = run("render", file, "--out", temp.resolve("out"), "--recipe", recipe);

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("version: expected 1", "widths: expected", "formats: expected");
    assertThat(temp.resolve("out")).doesNotExist();
  }

  @Test
  void saysThatAPathDoesNotExist() {
    Ran ran = run("render", temp.resolve("nowhere"), "--out", temp.resolve("out"));

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("nowhere failed: expected a file or a folder but there is none");
  }

  @Test
  void isNotUsedRightWithoutAFolderForItsOutput() {
    Ran ran = run("render", "a.jpg");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            "calotype: Missing required option: '--out=DIR'\nTry: ./calotype render --help\n");
  }

  @Test
  void isNotUsedRightWhenItsOutputWouldLieAmongItsInput() throws IOException {
    Pictures.jpeg(temp.resolve("a.jpg"), 20, 10);

    Ran ran = run("render", temp, "--out", temp);

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("expected --out to be another folder than those read");
  }

  /** As {@code --out "$UNSET"} has it: the ladders would lie in the folder one stands in. */
  @Test
  void isNotUsedRightWithABlankFolder() {
    Ran ran = run("render", temp, "--out", "");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("expected a folder for --out but got nothing");
  }

  @Test
  void isNotUsedRightWithAnEngineThatThereIsNot() {
    Ran ran = run("render", "a.jpg", "--out", temp, "--engine", "turbo");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("--engine", "expected one of [auto, vips, scalr]");
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
