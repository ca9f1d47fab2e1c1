package io.calotype.infra.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.PipelineSettings;
import io.calotype.variants.digest.Digest;
import io.calotype.variants.name.DerivedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** A job in which histories take place, and what it makes of each original in an orderly one. */
final class World implements AutoCloseable {
  /** With a slow format, which the job makes by a stage of its own. */
  private static final String RECIPE =
      """
      {"version": 1, "widths": [8, 16], "ratios": ["1:1"],
       "formats": [{"format": "jpeg", "quality": 80},
                   {"format": "avif", "quality": 50, "effort": 0, "slow": true}]}
      """;

  private static final String ORDERLY = "orderly/";

  private final Path dir;
  private final JobOnStandIns job;

  /** By original and the last segment of a derived key. */
  private final Map<Original, Map<String, String>> orderly = new EnumMap<>(Original.class);

  /** What was found below each history's prefix, rightly, and is to stand there for ever. */
  private final Map<String, Map<String, String>> ends = new LinkedHashMap<>();

  private int histories;

  World(String name, Map<String, String> more) throws Exception {
    dir = Files.createTempDirectory("calotype-world-");
    Map<String, String> settings = new HashMap<>(more);
    settings.put(PipelineSettings.RECIPE, RECIPE);
    job = new JobOnStandIns(name, dir, settings);
    for (Original original : Original.values()) {
      orderly.put(original, new TreeMap<>());
      String key = ORDERLY + original;
      job.deliver(key, job.put(key, original.file(), original.metadata()));
      job.awaitDone(ORDERLY);
    }
    standing(ORDERLY)
        .forEach(
            (derived, text) ->
                orderly
                    .get(Original.valueOf(owner(derived).substring(ORDERLY.length())))
                    .put(segment(derived), text));
  }

  /** Lets a history take place and compares what stands at its end. */
  void live(History history) {
    Life life = new Life(job, "history-" + ++histories + "/");
    life.live(history);
    Map<String, String> end = new TreeMap<>();
    life.originals()
        .forEach(
            (key, original) ->
                orderly
                    .get(original)
                    .forEach((segment, text) -> end.put(key + "/" + segment, text)));
    assertThat(standing(life.prefix())).as("what stands after%s\n", life).isEqualTo(end);
    ends.put(life.prefix(), end);
  }

  /** Compares once more what stands after all of them: nothing was still on its way. */
  void requireThatAllStandAsTheyEnded() {
    job.awaitDone("");
    ends.forEach(
        (prefix, end) -> assertThat(standing(prefix)).as("what stands later").isEqualTo(end));
  }

  Map<Original, Map<String, String>> orderly() {
    return orderly;
  }

  JobCounts counts() {
    return job.counts();
  }

  private Map<String, String> standing(String prefix) {
    Map<String, String> standing = new TreeMap<>();
    job.variants(prefix).forEach((key, object) -> standing.put(key, text(key, object)));
    return standing;
  }

  /** Content and metadata, without the original's key, and what tells of how it came to be. */
  private static String text(String derived, ResponseBytes<GetObjectResponse> object) {
    String key = owner(derived);
    Map<String, String> metadata = new TreeMap<>(object.response().metadata());
    metadata.remove("record");
    metadata.remove("replaces");
    assertThat(metadata.remove("cache-tag")).as(derived).isEqualTo(Digest.of(key));
    String content =
        segment(derived).equals(DerivedKeys.MANIFEST)
            ? object.asUtf8String().replace(key, "KEY")
            : object.response().eTag();
    return content + " " + object.response().contentType() + " " + metadata;
  }

  private static String owner(String derived) {
    return derived.substring(0, derived.lastIndexOf('/'));
  }

  private static String segment(String derived) {
    return derived.substring(derived.lastIndexOf('/') + 1);
  }

  @Override
  public void close() throws IOException {
    job.close();
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
