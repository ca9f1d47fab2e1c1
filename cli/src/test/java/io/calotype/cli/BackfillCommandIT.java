package io.calotype.cli;

import static io.calotype.cli.CommandLineFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.cli.CommandLineFixture.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.Record;

/** {@code backfill} against a real bucket and a real stream. */
class BackfillCommandIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final JsonMapper JSON = new JsonMapper();

  private static CloudFixture cloud;
  @TempDir private Path dir;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    cloud = new CloudFixture(folder);
  }

  @BeforeEach
  void clear() {
    cloud.clear();
  }

  @AfterAll
  static void stop() throws IOException {
    cloud.close();
  }

  @Test
  void sendsOneReconcileForEachOriginalBelowThePrefix() throws Exception {
    List<String> keys =
        List.of("a/1.jpg", "a/köln & co (1)+2%20.jpg", "a/b/\u0001😀.jpg", "a//.jpg", "a/plain");
    put(keys);
    put(List.of("other.jpg", "b/1.jpg"));

    Ran ran = backfill("--prefix", "a/", "--json");

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.json().get("sent").asInt()).isEqualTo(keys.size());
    assertThat(ran.json().get("refused").asInt()).isZero();
    assertThat(sentKeys()).containsExactlyInAnyOrderElementsOf(keys);
    for (Record record : cloud.records()) {
      JsonNode event = JSON.readTree(record.data().asByteArray());
      assertThat(event.path("source").asText()).isEqualTo("calotype");
      assertThat(event.path("detail-type").asText()).isEqualTo("Reconcile");
      assertThat(event.at("/detail/bucket/name").asText()).isEqualTo(CloudFixture.ORIGINALS);
      assertThat(event.at("/detail/object/key").asText()).isEqualTo(record.partitionKey());
    }
  }

  @Test
  void onlyCountsAndEstimatesOnADryRun() throws Exception {
    put(numbered(6));
    put(List.of("k".repeat(257)));
    Path checkpoint = dir.resolve("backfill.json");

    Ran text = backfill("--dry-run", "--rate", "2", "--checkpoint", checkpoint.toString());
    Ran json = backfill("--dry-run", "--rate", "2", "--json");

    assertThat(text.status()).isZero();
    assertThat(text.out())
        .isEqualTo(
            "7 originals, 35 B; sending takes 3s at 2 a second, what the job does with them comes"
                + " on top\n");
    assertThat(text.err()).contains("1 keys are longer than the 256 characters");
    assertThat(json.json().toString())
        .isEqualTo("{\"originals\":7,\"refused\":1,\"bytes\":35,\"sendingSeconds\":3}");
    assertThat(cloud.records()).isEmpty();
    assertThat(checkpoint).doesNotExist();
  }

  @Test
  void findsOriginalsThatAreGoneByWhatIsLeftOfThem() throws Exception {
    put(List.of("a/1.jpg", "a/2.jpg/w160.jpg", "b/1.jpg"));
    List<String> derived =
        List.of(
            "a/1.jpg/manifest.json",
            "a/1.jpg/w160.jpg",
            "a/2.jpg/w160.jpg/manifest.json",
            "a/gone & köln😀.jpg/manifest.json",
            "a/gone & köln😀.jpg/w160.jpg",
            "a/gone & köln😀.jpg/w160.webp",
            "a/only a variant/w640-1x1.avif",
            "a/notes.txt",
            "a/w160.jpg",
            "b/gone.jpg/manifest.json");
    derived.forEach(key -> cloud.put(CloudFixture.VARIANTS, key, new byte[3]));

    Ran dry = variantsToo("--prefix", "a/", "--dry-run");
    Ran json = variantsToo("--prefix", "a/", "--dry-run", "--json");
    assertThat(cloud.records()).isEmpty();
    Ran ran = variantsToo("--prefix", "a/");

    assertThat(dry.out()).startsWith("2 originals, 10 B, and variants of 2 that are gone; ");
    assertThat(json.json().get("gone").asInt()).isEqualTo(2);
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out()).isEqualTo("2 originals are in line, and 2 that are gone\n");
    assertThat(sentKeys())
        .containsExactlyInAnyOrder(
            "a/1.jpg", "a/2.jpg/w160.jpg", "a/gone & köln😀.jpg", "a/only a variant");
  }

  /** A listing gives 1,000 keys at a time. */
  @Test
  void findsEachThatIsGoneOnceThoughItsVariantsAreListedInTwoPages() {
    for (int i = 0; i < 67; i++) {
      String key = "%02d.jpg".formatted(i);
      for (int width = 1; width <= 15; width++) {
        cloud.put(CloudFixture.VARIANTS, key + "/w" + width + ".jpg", new byte[1]);
      }
    }

    Ran ran = variantsToo("--rate", "1000");

    assertThat(ran.out()).isEqualTo("0 originals are in line, and 67 that are gone\n");
    assertThat(sentKeys()).hasSize(67).doesNotHaveDuplicates();
  }

  @Test
  void looksForLeftoversOnlyWhereTheLocalJobWrites() {
    Ran ran = run(cloud.file(), arguments("--variants", "elsewhere"));
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "calotype: expected --variants calotype-variants, the one that the job on this machine"
                + " looks into, but got elsewhere\n");
  }

  private Ran variantsToo(String... more) {
    return backfill(
        Stream.concat(Stream.of("--variants", CloudFixture.VARIANTS), Stream.of(more))
            .toArray(String[]::new));
  }

  /** The last of 30 may go 2.9 seconds after the first; a slow machine only makes it later. */
  @Test
  void sendsNoMoreThanItsRateAllows() {
    put(numbered(30));
    long startedNs = System.nanoTime();

    assertThat(backfill("--rate", "10").status()).isZero();

    assertThat(Duration.ofNanos(System.nanoTime() - startedNs))
        .isGreaterThan(Duration.ofMillis(2_850));
    assertThat(sentKeys()).hasSize(30);
  }

  @Test
  void goesOnAfterAKillAndSkipsNothing() throws Exception {
    List<String> keys =
        Stream.concat(numbered(150).stream(), numbered(150).stream().map(key -> "folder/" + key))
            .toList();
    put(keys);
    Path checkpoint = dir.resolve("backfill.json");
    Process killed = inAProcessOfItsOwn("--rate", "10", "--checkpoint", checkpoint.toString());
    try {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .failFast("it ended by itself, see backfill.log", () -> !killed.isAlive())
          .until(() -> Files.exists(checkpoint) && sent(checkpoint) >= 30);
    } finally {
      killed.destroyForcibly().waitFor();
    }
    long before = sent(checkpoint);
    assertThat(before).isLessThan(keys.size());

    Ran ran = backfill("--rate", "1000", "--checkpoint", checkpoint.toString(), "--json");

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.json().get("sent").asInt()).isEqualTo(keys.size());
    List<String> sent = sentKeys();
    assertThat(sent).containsAll(keys);
    // What was under way when it was killed, at most a request for each of its two parts.
    assertThat(sent.size() - keys.size()).isBetween(0, 2);

    Ran third = backfill("--checkpoint", checkpoint.toString());
    assertThat(third.status()).isZero();
    assertThat(third.out()).isEqualTo(keys.size() + " originals are in line already\n");
    assertThat(third.err()).contains("nothing was left to send, as " + checkpoint + " says");
    assertThat(ran.err()).doesNotContain("nothing was left to send");
    assertThat(sentKeys()).as("a third run with nothing left to send").hasSameSizeAs(sent);
  }

  /** Each upload by ticket lies in a folder of its own. */
  @Test
  void takesABucketOfManyFoldersAsOne() throws Exception {
    List<String> few = numbered(100).stream().map(key -> key + "/a.jpg").toList();
    put(few);
    put(List.of("b.jpg"));
    Path fewParts = dir.resolve("few.json");
    assertThat(backfill("--rate", "1000", "--checkpoint", fewParts.toString()).status()).isZero();
    put(List.of("c/a.jpg"));
    Path onePart = dir.resolve("many.json");

    Ran ran = backfill("--rate", "1000", "--checkpoint", onePart.toString(), "--json");

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.json().get("sent").asInt()).isEqualTo(102);
    assertThat(sentKeys()).hasSize(101 + 102).containsAll(few).contains("b.jpg", "c/a.jpg");
    assertThat(JSON.readTree(fewParts.toFile()).get("done")).hasSize(101);
    assertThat(JSON.readTree(onePart.toFile()).get("done")).hasSize(1);
  }

  @Test
  void tellsOfKeysThatTheStreamNeverTakesAlsoInALaterRun() throws Exception {
    String tooLong = "k".repeat(257);
    put(List.of("short.jpg", tooLong));
    Path checkpoint = dir.resolve("backfill.json");

    for (int run = 1; run <= 2; run++) {
      Ran ran = backfill("--checkpoint", checkpoint.toString(), "--json");

      assertThat(ran.status()).as("run " + run).isEqualTo(1);
      assertThat(ran.json().get("sent").asInt()).isEqualTo(1);
      assertThat(ran.json().get("refused").asInt()).isEqualTo(1);
      assertThat(ran.err()).contains("1 keys are longer than the 256 characters");
    }
    assertThat(sentKeys()).containsExactly("short.jpg");
  }

  @Test
  void saysInOneLineWhatIsWrong() {
    put(List.of("a.jpg"));
    Ran otherBucket = run(cloud.file(), "backfill", "--bucket", "not-there");
    assertThat(otherBucket.status()).isEqualTo(1);
    assertThat(otherBucket.err())
        .isEqualTo(
            "calotype: expected --bucket calotype-originals, the one that the job on this machine"
                + " looks into, but got not-there\n");
    assertThat(backfill("--rate", "0").status()).isEqualTo(2);
    assertThat(backfill("--rate", "10001").err())
        .contains("expected --rate of 1 to 10000 but got 10001");
    cloud.withoutStream(
        () -> {
          Ran noStream = backfill();
          assertThat(noStream.status()).isEqualTo(1);
          assertThat(noStream.err()).startsWith("calotype: ").hasLineCount(1);
        });
  }

  private void put(List<String> keys) {
    keys.forEach(key -> cloud.put(CloudFixture.ORIGINALS, key, new byte[5]));
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj("%04d.jpg"::formatted).toList();
  }

  private Ran backfill(String... more) {
    return run(cloud.file(), arguments(more));
  }

  private static Object[] arguments(String... more) {
    return Stream.concat(Stream.of("backfill", "--bucket", CloudFixture.ORIGINALS), Stream.of(more))
        .toArray();
  }

  private Process inAProcessOfItsOwn(String... more) throws IOException {
    Stream<String> java =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Calotype.class.getName());
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(java, Stream.of(arguments(more)).map(Object::toString)).toList())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("backfill.log").toFile());
    builder.environment().put("CALOTYPE_HOME", cloud.home().toString());
    return builder.start();
  }

  private static long sent(Path checkpoint) throws IOException {
    long sent = 0;
    for (Map.Entry<String, JsonNode> part :
        JSON.readTree(checkpoint.toFile()).path("sent").properties()) {
      sent += part.getValue().asLong();
    }
    return sent;
  }

  private List<String> sentKeys() {
    return cloud.records().stream().map(Record::partitionKey).toList();
  }
}
