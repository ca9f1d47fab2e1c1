package io.calotype.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WriteLogTest {
  private final WriteLog writes = new WriteLog(1);

  @Test
  void tellsWhenTheManifestIsThere() {
    writes.note(created("calotype-variants", "a/b.jpg/w160.jpg"));
    assertThat(writes.manifest("a/b.jpg")).isNotDone();

    writes.note(created("calotype-variants", "a/b.jpg/manifest.json"));

    assertThat(writes.manifest("a/b.jpg")).isCompleted();
    assertThat(writes.counts()).isEqualTo(new WriteLog.Counts(1, 1, 0));
  }

  @Test
  void waitsForTheManifestThatNamesSlowFormatsToo() {
    WriteLog twice = new WriteLog(2);
    twice.note(created("calotype-variants", "a.jpg/manifest.json"));
    assertThat(twice.manifest("a.jpg")).isNotDone();

    twice.note(created("calotype-variants", "a.jpg/manifest.json"));

    assertThat(twice.manifest("a.jpg")).isCompleted();
  }

  @Test
  void keepsTheEventsOfOriginalsAlone() {
    String original = created("calotype-originals", "a.jpg");
    writes.note(original);
    writes.note(created("calotype-dead-letters", "attempts/x.json"));

    assertThat(writes.originals()).containsExactly(original);
    assertThat(writes.counts()).isEqualTo(new WriteLog.Counts(0, 0, 1));
  }

  @Test
  void passesOverDeletions() {
    writes.note(created("calotype-originals", "a.jpg").replace("Created", "Deleted"));

    assertThat(writes.originals()).isEmpty();
  }

  private static String created(String bucket, String key) {
    return """
        {"detail-type":"Object Created","detail":{"bucket":{"name":"%s"},"object":{"key":"%s"}}}"""
        .formatted(bucket, key);
  }
}
