package io.calotype.infra.local.s3.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketFolderTest {
  private static final ObjectHeaders HEADERS =
      new ObjectHeaders("image/jpeg", "no-store", null, null, null, 1_000L, Map.of("who", "me"));

  @TempDir private Path folder;
  private final RecordingListener listener = new RecordingListener();

  @Test
  void keepsObjectsWithTheirHeadersOverARestart() throws IOException {
    StoredObject stored = put(open(), "photo", "bytes");

    Bucket again = open();

    assertThat(again.find("photo")).contains(stored);
    assertThat(text(again, "photo")).isEqualTo("bytes");
    assertThat(stored.headers()).isEqualTo(HEADERS);
  }

  @Test
  void forgetsWhatWasStillArrivingWhenTheProcessDied() throws IOException {
    Bucket bucket = open();
    put(bucket, "photo", "bytes");
    Files.writeString(folder.resolve("staging/99"), "half a pho");

    Bucket again = open();

    assertThat(list(again)).containsExactly("photo");
    assertThat(folder.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void keepsTheNewerOfTwoVersionsThatAKilledReplacementLeft() throws IOException {
    Bucket bucket = open();
    put(bucket, "photo", "old");
    Path old = onlyFile();
    byte[] oldBytes = Files.readAllBytes(old);
    put(bucket, "photo", "new");
    Files.write(old, oldBytes);

    Bucket again = open();

    assertThat(text(again, "photo")).isEqualTo("new");
    assertThat(onlyFile()).isNotEqualTo(old);
  }

  @Test
  void ignoresAFileThatIsNoObject() throws IOException {
    Bucket bucket = open();
    put(bucket, "photo", "bytes");
    Path file = onlyFile();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));

    assertThat(list(open())).isEmpty();
    assertThat(file).exists();
  }

  @Test
  void aBrokenBodyLeavesNothing() throws IOException {
    BucketFolder buckets = buckets();
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[100_000]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("connection reset");
              }

              @Override
              public int read(byte[] bytes, int from, int length) throws IOException {
                return read();
              }
            });

    assertThatThrownBy(() -> buckets.receive(broken)).hasMessage("connection reset");
    assertThat(folder.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void aFailedConditionUsesUpTheBodyAndTellsNobody() throws IOException {
    BucketFolder buckets = buckets();
    Bucket bucket = buckets.find("bucket").orElseThrow();
    put(bucket, buckets, "photo", "first");
    listener.calls.clear();
    StagedBody body = buckets.receive(stream("second"));

    assertThatThrownBy(
            () ->
                bucket.put(
                    "photo",
                    body,
                    body.md5Hex(),
                    HEADERS,
                    new Precondition(null, "*"),
                    CreationReason.PUT_OBJECT))
        .isInstanceOf(PreconditionFailedException.class);
    assertThat(folder.resolve("staging")).isEmptyDirectory();
    assertThat(listener.calls).isEmpty();
    assertThat(text(bucket, "photo")).isEqualTo("first");
  }

  @Test
  void tellsTheListenerOfEachChangeInTheOrderOfSequencers() throws IOException {
    Bucket bucket = open();
    put(bucket, "photo", "1");
    put(bucket, "photo", "2");
    assertThat(bucket.remove("photo", Precondition.none())).isTrue();
    assertThat(bucket.remove("photo", Precondition.none())).as("a second time").isFalse();

    assertThat(listener.calls)
        .containsExactly("created bucket/photo", "created bucket/photo", "deleted bucket/photo");
    assertThat(listener.sequencers).isSorted().doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void anOpenObjectStaysReadableWhenItIsReplacedAndRemoved() throws IOException {
    Bucket bucket = open();
    put(bucket, "photo", "old");
    OpenObject reading = bucket.open("photo").orElseThrow();
    put(bucket, "photo", "new and longer");
    bucket.remove("photo", Precondition.none());

    assertThat(text(reading)).isEqualTo("old");
    assertThat(bucket.open("photo")).isEmpty();
  }

  @Test
  void aReaderNeverSeesTheEtagOfOneVersionWithTheBytesOfAnother() throws Exception {
    BucketFolder buckets = buckets();
    Bucket bucket = buckets.find("bucket").orElseThrow();
    put(bucket, buckets, "photo", "0");
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      Future<?> writing =
          writer.submit(
              () -> {
                for (int i = 1; i <= 300; i++) {
                  put(bucket, buckets, "photo", "version " + i);
                }
                return null;
              });
      int reads = 0;
      while (!writing.isDone() || reads == 0) {
        OpenObject open = bucket.open("photo").orElseThrow();
        StagedBody copy = buckets.receive(stream(text(open)));
        assertThat(copy.md5Hex()).isEqualTo(open.object().etag());
        buckets.discard(copy);
        reads++;
      }
      writing.get();
    } finally {
      writer.shutdownNow();
    }
  }

  @Test
  void onlyEmptyBucketsCanBeRemoved() throws IOException {
    BucketFolder buckets = buckets();
    Bucket bucket = buckets.find("bucket").orElseThrow();
    put(bucket, buckets, "photo", "bytes");

    assertThat(buckets.remove(bucket)).isFalse();
    bucket.remove("photo", Precondition.none());
    assertThat(buckets.remove(bucket)).isTrue();
    assertThat(buckets.find("bucket")).isEmpty();
  }

  private Bucket open() throws IOException {
    return buckets().find("bucket").orElseThrow();
  }

  private BucketFolder buckets() throws IOException {
    BucketFolder buckets = new BucketFolder(folder, Clock.systemUTC(), listener);
    buckets.create("bucket");
    return buckets;
  }

  private StoredObject put(Bucket bucket, String key, String text) throws IOException {
    Path staged = Files.createTempFile(folder, "body", "");
    Files.writeString(staged, text);
    StagedBody body = new StagedBody(staged, text.length(), "00".repeat(16));
    return bucket.put(
        key, body, body.md5Hex(), HEADERS, Precondition.none(), CreationReason.PUT_OBJECT);
  }

  private static void put(Bucket bucket, BucketFolder buckets, String key, String text)
      throws IOException {
    StagedBody body = buckets.receive(stream(text));
    bucket.put(key, body, body.md5Hex(), HEADERS, Precondition.none(), CreationReason.PUT_OBJECT);
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("buckets"))) {
      List<Path> found = files.filter(Files::isRegularFile).toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  private static List<String> list(Bucket bucket) {
    return bucket.list(new ListQuery("", "", "", 100)).objects().stream()
        .map(StoredObject::key)
        .toList();
  }

  private static String text(Bucket bucket, String key) throws IOException {
    return text(bucket.open(key).orElseThrow());
  }

  private static String text(OpenObject open) throws IOException {
    try (InputStream in = Channels.newInputStream(open.channel())) {
      return new String(in.readNBytes((int) open.object().sizeBytes()), StandardCharsets.UTF_8);
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static final class RecordingListener implements ObjectListener {
    final List<String> calls = new ArrayList<>();
    final List<String> sequencers = new ArrayList<>();

    @Override
    public void created(String bucket, StoredObject object, CreationReason reason) {
      calls.add("created " + bucket + "/" + object.key());
      sequencers.add(object.sequencer());
    }

    @Override
    public void deleted(String bucket, String key, String sequencer) {
      calls.add("deleted " + bucket + "/" + key);
      sequencers.add(sequencer);
    }
  }
}
