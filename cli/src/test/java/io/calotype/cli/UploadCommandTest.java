package io.calotype.cli;

import static io.calotype.cli.CommandLineFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.calotype.cli.CommandLineFixture.Ran;
import io.calotype.infra.local.state.StackFile;
import io.calotype.infra.local.state.StackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadCommandTest {
  @TempDir Path temp;

  private FakeSystem system;

  @BeforeEach
  void start() throws IOException {
    system = new FakeSystem(temp.resolve("home"));
  }

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void showsKeyAndLadderOfWhatItUploaded() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("köln & co.jpg"), 640, 480);

    Ran ran = run(system.file(), "upload", file);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .contains("köln & co.jpg  640×480 → 4 variants, 102 kB, upload ")
        .contains("  key    abcdef234567/köln & co.jpg\n")
        .contains("  w160  160×120  jpg  5.1 kB  webp  3.9 kB\n")
        .contains("1 photo ready in ");
    assertThat(system.uploaded.get("abcdef234567/köln & co.jpg"))
        .isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void isContentWithTheFastFormats() throws IOException {
    system.pending = List.of("avif");

    Ran ran = run(system.file(), "upload", Pictures.jpeg(temp.resolve("a.jpg"), 640, 480));

    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .contains("a.jpg  640×480 → 4 variants, 102 kB (avif still to come), upload ")
        .containsOnlyOnce("1 photo ready in ");
    assertThat(system.asked).containsEntry("abcdef234567/a.jpg", 2);
  }

  @Test
  void tellsTheTypeByContentAndNotByName() throws IOException {
    Path file = Pictures.transparentPng(temp.resolve("picture.jpg"), 40, 30);

    run(system.file(), "upload", file);

    assertThat(system.typeOf).containsEntry("abcdef234567/picture.jpg", "image/png");
  }

  @Test
  void tellsTheTypeByNameWhereTheContentIsNoPicture() throws IOException {
    Path file = Files.writeString(temp.resolve("text.jpg"), "no picture");

    run(system.file(), "upload", file);

    assertThat(system.typeOf).containsEntry("abcdef234567/text.jpg", "image/jpeg");
  }

  @Test
  void writesNothingButJsonWhenAskedForJson() throws IOException {
    Path good = Pictures.jpeg(temp.resolve("good.jpg"), 64, 48);
    Path torn = Pictures.jpeg(temp.resolve("torn.jpg"), 64, 48);
    Path text = Files.writeString(temp.resolve("notes.txt"), "no picture");

    Ran ran = run(system.file(), "upload", good, torn, text, "--json");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).isEmpty();
    JsonNode photos = ran.json().get("photos");
    assertThat(photos.get(0).get("key").asText()).isEqualTo("abcdef234567/good.jpg");
    assertThat(photos.get(0).get("variants")).hasSize(4);
    assertThat(photos.get(0).get("readyMs").isIntegralNumber()).isTrue();
    assertThat(photos.get(1).get("reason").asText()).isEqualTo("TRUNCATED");
    assertThat(photos.get(2).get("reason").asText()).isEqualTo("HTTP 415");
    assertThat(ran.json().get("totals").get("refused").asInt()).isEqualTo(2);
  }

  @Test
  void reportsRefusalsOneLineEach() throws IOException {
    Path torn = Pictures.jpeg(temp.resolve("torn.jpg"), 64, 48);
    Path text = Files.writeString(temp.resolve("notes.txt"), "no picture");

    Ran ran = run(system.file(), "upload", torn, text, temp.resolve("nowhere.jpg"));

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err().lines())
        .anyMatch(
            line ->
                line.endsWith("torn.jpg refused (TRUNCATED): expected a whole JPEG but it ends"))
        .anyMatch(line -> line.contains("notes.txt refused (HTTP 415): expected contentType"))
        .anyMatch(line -> line.contains("nowhere.jpg failed: expected a file but there is none"))
        .hasSize(3);
    assertThat(ran.out()).contains("0 photos ready in ").endsWith("; 2 refused; 1 failed\n");
  }

  @Test
  void uploadsManyFiles() throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("upload", "--json"));
    for (int i = 0; i < 60; i++) {
      arguments.add(Pictures.jpeg(temp.resolve("photo-" + i + ".jpg"), 32, 24));
    }

    Ran ran = run(system.file(), arguments.toArray());

    assertThat(ran.status()).isZero();
    assertThat(system.uploaded).hasSize(60);
    assertThat(ran.json().get("photos").get(59).get("path").asText()).endsWith("photo-59.jpg");
  }

  @Test
  void saysWhatToDoWhenNoManifestComes() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("stuck.jpg"), 64, 48);

    Ran ran = run(system.file(), "upload", file, "--timeout", 1);

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .contains("uploaded as abcdef234567/stuck.jpg, but no manifest came for 1.00 s")
        .contains("./calotype status 'abcdef234567/stuck.jpg'");
  }

  /** The upload is done: one answer that fails says nothing about it. */
  @Test
  void waitsOnOverAFaultThatPasses() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("hiccup.jpg"), 64, 48);

    Ran ran = run(system.file(), "upload", file);

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(system.asked).containsEntry("abcdef234567/hiccup.jpg", 2);
  }

  @Test
  void tellsOfTheFaultThatDoesNotPass() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("broken.jpg"), 64, 48);

    Ran ran = run(system.file(), "upload", file, "--timeout", 1);

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("but got status 503: expected the picture but storage is busy");
    assertThat(system.asked.get("abcdef234567/broken.jpg")).isGreaterThan(1);
  }

  @Test
  void refusesAnEmptyFileInWordsForItsOwner() throws IOException {
    Path file = Files.createFile(temp.resolve("empty.jpg"));

    Ran ran = run(system.file(), "upload", file);

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .endsWith(
            "empty.jpg refused (EMPTY_FILE): expected a picture but got a file of 0 bytes: get the"
                + " whole file\n");
  }

  @Test
  void showsWhatS3SaysWhenItRefuses() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("a.jpg"), 64, 48);
    system.uploaded.put("abcdef234567/a.jpg", new byte[0]);

    Ran ran = run(system.file(), "upload", file);

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("refused (HTTP 412): PreconditionFailed: it exists");
  }

  @Test
  void goesWhereTheEnvironmentSays() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("a.jpg"), 64, 48);
    CliSettings settings = elsewhere(system.url() + "/", FakeSystem.TOKEN);
    var none = new StackFile(new StackSettings(temp.resolve("nothing")));

    assertThat(run(settings, none, "upload", file).status()).isZero();
  }

  /** Upload to the system on this machine would be told as a success. */
  @Test
  void goesNowhereWhereTheEnvironmentSaysHalf() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("a.jpg"), 64, 48);

    Ran noToken = run(elsewhere(system.url(), null), system.file(), "upload", file);
    Ran noUrl = run(elsewhere(null, FakeSystem.TOKEN), system.file(), "upload", file);

    assertThat(noToken.status()).isEqualTo(1);
    assertThat(noToken.err())
        .isEqualTo(
            "calotype: expected CALOTYPE_TOKEN beside CALOTYPE_URL, for the ticket at "
                + system.url()
                + ", but it is not set: set it, or unset CALOTYPE_URL for the system on this"
                + " machine\n");
    assertThat(noUrl.status()).isEqualTo(1);
    assertThat(noUrl.err())
        .isEqualTo(
            "calotype: expected CALOTYPE_URL beside CALOTYPE_TOKEN but it is not set: set it, or"
                + " unset CALOTYPE_TOKEN for the system on this machine\n");
    assertThat(system.uploaded).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pictures.example.com",
        "localhost:8080",
        "127.0.0.1:8080",
        "ftp://pictures.example.com",
        "https://",
        "http:/pictures.example.com",
        "https://two words"
      })
  void refusesAFrontDoorThatIsNoUrl(String url) throws IOException {
    Path file = Pictures.jpeg(temp.resolve("a.jpg"), 64, 48);

    Ran ran = run(elsewhere(url, FakeSystem.TOKEN), system.file(), "upload", file);

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "calotype: expected CALOTYPE_URL as https://<host> or http://<host> but got "
                + url
                + ": correct or unset it\n");
  }

  @Test
  void showsThatItsTokenIsNotTaken() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("a.jpg"), 64, 48);

    Ran ran = run(elsewhere(system.url(), "another"), system.file(), "upload", file);

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("refused (HTTP 401): expected a valid bearer token");
    assertThat(ran.err()).doesNotContain("another\"");
  }

  @Test
  void saysHowToStartTheSystemWhereNothingListens() throws IOException {
    Path file = Pictures.jpeg(temp.resolve("a.jpg"), 64, 48);
    system.close();

    Ran ran = run(system.file(), "upload", file);

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("nothing listens there: start the system with ./calotype up");
  }

  @Test
  void saysThatNoSystemIsUp() throws IOException {
    Ran ran = run("upload", Pictures.jpeg(temp.resolve("a.jpg"), 64, 48));

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).isEqualTo("calotype: no system is up: start it with ./calotype up\n");
  }

  private CliSettings elsewhere(@Nullable String url, @Nullable String token) {
    return new CliSettings(temp, false, false, false, false, url, token, null);
  }
}
