package io.calotype.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.pipeline.fixture.CrashingRun;
import io.calotype.pipeline.fixture.Events;
import io.calotype.pipeline.fixture.FakePicture;
import io.calotype.pipeline.fixture.FileBuckets;
import io.calotype.pipeline.store.NewObject;
import io.calotype.pipeline.store.ObjectStore;
import io.calotype.pipeline.store.WriteCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job in processes that a file really ends, one after the other. */
class PoisonedFileTest {
  private static final int RESTARTS_MAX = 3;
  private static final String POISON = "poison.png";
  private static final String SAID = "said.txt";

  @TempDir private Path folder;

  private final List<String> keys = new ArrayList<>();

  /** Before any checkpoint is there, and behind some. */
  @ParameterizedTest
  @CsvSource({"600000, 3", "300, 40"})
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void setsAsideWhatEndsTheProcessAndBlamesNoOther(long checkpointMs, int before) throws Exception {
    FileBuckets buckets = new FileBuckets(folder.toString());
    ObjectStore originals = buckets.open(Events.ORIGINALS);
    for (int i = 0; i < before; i++) {
      upload(originals, "before-" + i + ".png", "dog");
    }
    upload(originals, POISON, CrashingRun.ENDS_PROCESS);
    for (int i = 0; i < 50; i++) {
      upload(originals, "behind-" + i + ".png", "cat");
    }

    int restarts = 0;
    int status = run(checkpointMs);
    while (status == CrashingRun.ENDED && restarts < RESTARTS_MAX) {
      restarts++;
      status = run(checkpointMs);
    }

    assertThat(status).as(() -> "after as many ends as it takes: " + said()).isEqualTo(0);
    assertThat(restarts).as("two sightings, and one that is none yet").isBetween(2, RESTARTS_MAX);
    for (String key : keys) {
      JsonNode manifest = json(buckets, "calotype-variants", key + "/manifest.json");
      assertThat(manifest.path("state").asText())
          .as(key)
          .isEqualTo(key.equals(POISON) ? "rejected" : "ready");
    }
    List<String> letters = buckets.keys("calotype-dead-letters");
    assertThat(letters).as("one letter, and no marker").hasSize(1);
    JsonNode letter = json(buckets, "calotype-dead-letters", letters.get(0));
    assertThat(letter.path("key").asText()).isEqualTo(POISON);
    assertThat(letter.path("reason").asText()).isEqualTo("RENDERER_CRASHED");
    assertThat(letter.path("attempts").asInt()).isEqualTo(3);
  }

  private void upload(ObjectStore originals, String key, String look) {
    originals.put(
        key,
        new NewObject(FakePicture.of(200, 100, look, key), "image/png", "", Map.of()),
        WriteCondition.absent());
    keys.add(key);
  }

  /** What the last process wrote. */
  private String said() {
    try {
      return Files.readString(folder.resolve(SAID));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(FileBuckets buckets, String bucket, String key) throws IOException {
    return new JsonMapper().readTree(buckets.open(bucket).fetch(key).orElseThrow().bytes());
  }

  private int run(long checkpointMs) throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath));
    for (String opened : List.of("java.lang", "java.util", "java.util.concurrent")) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.addAll(
        List.of(CrashingRun.class.getName(), folder.toString(), Long.toString(checkpointMs)));
    command.addAll(keys);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(SAID).toFile())
            .start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ends").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
