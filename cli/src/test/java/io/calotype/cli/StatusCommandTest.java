package io.calotype.cli;

import static io.calotype.cli.CommandLineFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.calotype.cli.CommandLineFixture.Ran;
import io.calotype.infra.local.eventbridge.UndeliveredEvents;
import io.calotype.infra.local.state.StackFile;
import io.calotype.infra.local.state.StackSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
  @TempDir Path temp;

  private FakeSystem system;

  @BeforeEach
  void start() throws IOException {
    system = new FakeSystem(temp);
    system.deadLetters.put("shard-0/1.json", "{\"reason\":\"TRUNCATED\"}");
    system.deadLetters.put("shard-0/2.json", "{\"reason\":\"UNSUPPORTED_TYPE\"}");
    system.deadLetters.put("shard-1/3.json", "{\"reason\":\"TRUNCATED\"}");
  }

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void showsTheNewestJobWithItsStagesAndWhatWasRefused() {
    Ran ran = run(system.file(), "status");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    assertThat(ran.out().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "edge " + system.url(),
            "job RUNNING for 1 min 30 s, 3 restarts",
            "lag 1.50 s behind the newest event",
            "in flight 4.2 MB of originals, 24.0 megapixels",
            "dead letters 3: 2 TRUNCATED, 1 UNSUPPORTED_TYPE",
            "make variants RUNNING ×2 40 3.5 87 % -")
        .anyMatch(line -> line.startsWith("checkpoint ") && line.endsWith(" took 12 ms, 4.1 kB"))
        .anyMatch(line -> line.startsWith("Source: events RUNNING ×2 41 "));
  }

  @Test
  void writesNothingButJsonWhenAskedForJson() throws IOException {
    Ran ran = run(system.file(), "status", "--json");

    JsonNode json = ran.json();
    assertThat(json.get("job").get("state").asText()).isEqualTo("RUNNING");
    assertThat(json.get("job").get("restarts").asInt()).isEqualTo(3);
    assertThat(json.get("job").get("behindMs").asInt()).isEqualTo(1500);
    assertThat(json.get("job").get("making").get("ready").asInt()).isEqualTo(38);
    assertThat(json.get("job").get("making").get("refused").asInt()).isEqualTo(2);
    assertThat(json.get("job").get("stages").get(1).get("busyPercent").asInt()).isEqualTo(87);
    assertThat(json.get("job").get("stages").get(1).get("backpressurePercent").isNull()).isTrue();
    assertThat(json.get("deadLetters").get("byReason").get("TRUNCATED").asInt()).isEqualTo(2);
    assertThat(ran.out()).doesNotContain("secret", FakeSystem.TOKEN);
  }

  @Test
  void countsNoMarkersOfRendersAsDeadLetters() throws IOException {
    system.deadLetters.put("attempts/eager-0123456789abcdef.json", "{\"sightings\":1}");

    assertCountsTheThreeLetters();
  }

  @Test
  void countsNoLetterThatIsTakenOutMeanwhile() throws IOException {
    system.deadLetters.put("shard-1/4.json", "");

    assertCountsTheThreeLetters();
  }

  @Test
  void tellsOfEventsThatCouldNotBeDelivered() throws IOException {
    assertThat(run(system.file(), "status", "--json").json().get("undelivered").asInt()).isZero();
    Path kept = UndeliveredEvents.file(system.data());
    UndeliveredEvents undelivered = new UndeliveredEvents(kept, Clock.systemUTC());
    undelivered.add("{}", "too long a key");
    undelivered.add("{}", "too long a key");

    Ran ran = run(system.file(), "status");

    assertThat(ran.status()).isZero();
    assertThat(ran.err())
        .isEqualTo(
            "calotype: 2 events could not be delivered, and nothing is made of them; "
                + kept
                + " says why\n");
    assertThat(run(system.file(), "status", "--json").json().get("undelivered").asInt())
        .isEqualTo(2);
  }

  @Test
  void failsWhenTheJobDoesNotRun() {
    system.jobState = "RESTARTING";

    Ran ran = run(system.file(), "status");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).contains("RESTARTING for");
  }

  @Test
  void failsInOneLineWhenFlinkDoesNotAnswer() {
    system.close();

    Ran ran = run(system.file(), "status");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo("calotype: expected Flink to answer at " + system.url() + " but it does not\n");
  }

  @Test
  void showsTheLadderOfAPicture() throws IOException {
    run(system.file(), "upload", Pictures.jpeg(temp.resolve("a b.jpg"), 64, 48));

    Ran ran = run(system.file(), "status", "abcdef234567/a b.jpg");

    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .startsWith("abcdef234567/a b.jpg  640×480 → 4 variants, 102 kB\n")
        .contains("  w640  640×480  jpg   52 kB  webp   41 kB");
  }

  @Test
  void looksWhereTheEnvironmentSaysWithoutAToken() throws IOException {
    run(system.file(), "upload", Pictures.jpeg(temp.resolve("a.jpg"), 64, 48));
    CliSettings settings =
        new CliSettings(temp, false, false, false, false, system.url(), null, null);
    var none = new StackFile(new StackSettings(temp.resolve("nothing")));

    Ran ran = run(settings, none, "status", "abcdef234567/a.jpg");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
  }

  @Test
  void showsWhyAPictureWasRefused() throws IOException {
    run(system.file(), "upload", Pictures.jpeg(temp.resolve("torn.jpg"), 64, 48));

    Ran ran = run(system.file(), "status", "abcdef234567/torn.jpg");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "calotype: abcdef234567/torn.jpg refused (TRUNCATED): expected a whole JPEG but it"
                + " ends\n");
  }

  @Test
  void saysThatAPictureHasNoManifest() throws IOException {
    Ran ran = run(system.file(), "status", "nowhere.jpg");
    Ran json = run(system.file(), "status", "nowhere.jpg", "--json");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).startsWith("calotype: nowhere.jpg has no manifest: nothing was uploaded");
    assertThat(json.status()).isEqualTo(1);
    assertThat(json.json().get("state").asText()).isEqualTo("missing");
  }

  @Test
  void doesNotSayThatWhatIsNeverMadeIsInLine() {
    Ran reserved = run(system.file(), "status", "_calotype/a.jpg");
    Ran tooLong = run(system.file(), "status", "k".repeat(257));
    Ran longest = run(system.file(), "status", "k".repeat(256));

    assertThat(reserved.status()).isEqualTo(1);
    assertThat(reserved.err())
        .startsWith("calotype: expected a key outside the reserved \"uploads\" and \"_calotype/\"");
    assertThat(tooLong.status()).isEqualTo(1);
    assertThat(tooLong.err())
        .startsWith("calotype: expected a key of at most 256 characters")
        .contains("but got 257");
    assertThat(longest.err()).contains("it is still in line");
  }

  private void assertCountsTheThreeLetters() throws IOException {
    Ran ran = run(system.file(), "status", "--json");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    assertThat(ran.json().get("deadLetters").toString())
        .isEqualTo("{\"byReason\":{\"TRUNCATED\":2,\"UNSUPPORTED_TYPE\":1},\"all\":true}");
  }
}
