package io.calotype.infra.local.s3;

import static io.calotype.infra.local.s3.S3Fixture.BUCKET;
import static io.calotype.infra.local.s3.S3Fixture.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConditionalRequestsIT {
  private static final int RACERS = 16;

  private S3Fixture s3;
  private ExecutorService threads;

  @BeforeAll
  void start() {
    s3 = new S3Fixture();
    threads = Executors.newFixedThreadPool(RACERS);
  }

  @AfterAll
  void stop() {
    threads.shutdownNow();
    s3.close();
  }

  @Test
  void putIfNoneMatchCreatesOnceOnly() {
    assertThat(putIfNoneMatch("once", "1")).isEqualTo(200);
    assertThat(putIfNoneMatch("once", "2")).isEqualTo(412);
    assertThat(s3.get("once")).isEqualTo("1");
  }

  @Test
  void putIfMatchReplacesOnlyWhatIsNamed() {
    String etag = s3.put("replaced", "1");

    assertThat(putIfMatch("replaced", etag, "2")).isEqualTo(200);
    assertThat(putIfMatch("replaced", etag, "3")).isEqualTo(412);
    assertThat(putIfMatch("replaced", "*", "4")).isEqualTo(200);
    assertThat(s3.get("replaced")).isEqualTo("4");
  }

  @Test
  void putIfMatchOnNothingIsNoSuchKey() {
    assertThat(putIfMatch("absent", "\"0cc175b9c0f1b6a831c399e269772661\"", "x")).isEqualTo(404);
    assertThat(putIfMatch("absent", "*", "x")).isEqualTo(404);
  }

  @Test
  void deleteIfMatchRemovesOnlyWhatIsNamed() {
    String old = s3.put("doomed", "1");
    String now = s3.put("doomed", "2");

    assertThat(deleteIfMatch("doomed", old)).isEqualTo(412);
    assertThat(s3.get("doomed")).isEqualTo("2");
    assertThat(deleteIfMatch("doomed", now)).isEqualTo(200);
    assertThat(deleteIfMatch("doomed", now)).as("nothing there is fine").isEqualTo(200);
    assertThat(statusOf(() -> s3.get("doomed"))).isEqualTo(404);
  }

  @RepeatedTest(5)
  void ofManyCreatorsExactlyOneWins() throws Exception {
    String key = "created/" + System.nanoTime();

    List<Integer> statuses = race(i -> () -> putIfNoneMatch(key, "racer " + i));

    assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
    assertThat(Collections.frequency(statuses, 412)).isEqualTo(RACERS - 1);
    assertThat(s3.get(key)).isEqualTo("racer " + statuses.indexOf(200));
  }

  @RepeatedTest(5)
  void ofManyReplacersExactlyOneWins() throws Exception {
    String key = "swapped/" + System.nanoTime();
    String etag = s3.put(key, "before");

    List<Integer> statuses = race(i -> () -> putIfMatch(key, etag, "racer " + i));

    assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
    assertThat(Collections.frequency(statuses, 412)).isEqualTo(RACERS - 1);
    assertThat(s3.get(key)).isEqualTo("racer " + statuses.indexOf(200));
  }

  @RepeatedTest(20)
  void aDeleterNeverRemovesWhatAReplacerWrote() throws Exception {
    String key = "contended/" + System.nanoTime();
    String etag = s3.put(key, "old");

    List<Integer> statuses =
        race(i -> () -> i == 0 ? putIfMatch(key, etag, "new") : deleteIfMatch(key, etag));

    if (statuses.get(0) == 200) {
      assertThat(s3.get(key)).isEqualTo("new");
    } else {
      assertThat(statuses.get(0)).isEqualTo(404);
      assertThat(statusOf(() -> s3.get(key))).isEqualTo(404);
    }
  }

  private int putIfNoneMatch(String key, String text) {
    return statusOf(
        () ->
            s3.client.putObject(
                b -> b.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString(text)));
  }

  private int putIfMatch(String key, String etag, String text) {
    return statusOf(
        () ->
            s3.client.putObject(
                b -> b.bucket(BUCKET).key(key).ifMatch(etag), RequestBody.fromString(text)));
  }

  private int deleteIfMatch(String key, String etag) {
    return statusOf(() -> s3.client.deleteObject(b -> b.bucket(BUCKET).key(key).ifMatch(etag)));
  }

  private List<Integer> race(IntFunction<Callable<Integer>> racer) throws Exception {
    CyclicBarrier start = new CyclicBarrier(RACERS);
    List<Future<Integer>> running = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      Callable<Integer> request = racer.apply(i);
      running.add(
          threads.submit(
              () -> {
                start.await();
                return request.call();
              }));
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> racing : running) {
      statuses.add(racing.get());
    }
    return statuses;
  }
}
