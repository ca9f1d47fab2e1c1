package io.calotype.infra.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.calotype.infra.local.flink.FlinkClient;
import io.calotype.infra.local.flink.JobStatus;
import io.calotype.infra.local.kinesis.KinesisSettings;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.pipeline.PipelineSettings;
import io.calotype.pipeline.event.ReconcileEvent;
import io.calotype.pipeline.kinesis.StreamWriter;
import io.calotype.variants.recipe.RecipeReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A long line of large photos before a job with a small budget, in a process as large as Managed
 * Flink's. For 5,000 photos: {@code mvn verify -Pbackpressure -pl infra/local -am}.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class BackpressureIT {
  /** Originals that are uploaded; where they are fewer than the events, each has several. */
  private static final int ORIGINALS = Integer.getInteger("backpressure.originals", 40);

  private static final int EVENTS = Integer.getInteger("backpressure.events", 4_000);
  private static final int RENDERED = Integer.getInteger("backpressure.rendered", 10);
  private static final int HEAP_MB = Integer.getInteger("backpressure.heap", 768);

  /** What a KPU has beside the heap. */
  private static final long NATIVE_BYTES_MAX = 1L << 30;

  private static final int IN_FLIGHT = 16;
  private static final int RENDER_THREADS = 2;
  private static final long BUDGET_BYTES = 10_000_000;

  /** Two of 22 megapixels at a time, and no third. */
  private static final long BUDGET_PIXELS = 50_000_000;

  /** Read before they are rendered: those in flight, and twice what fits into the network. */
  private static final int AHEAD_MAX = IN_FLIGHT + 2 * 25;

  private static final Duration PATIENCE = Duration.ofMinutes(100);
  private static final long MEBI = 1 << 20;

  @TempDir private Path folder;

  @BeforeAll
  static void onlyLinuxTellsResidentSizes() {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "skipped: expected Linux's /proc");
  }

  @Test
  void holdsTheSourceBackBeforeMemoryRunsOut() throws Exception {
    try (Cloud cloud = new Cloud(folder, 2)) {
      byte[] photo = LargePhoto.jpeg();
      queue(cloud, photo);
      try (ClusterRun run =
          new ClusterRun(folder, cloud, ClusterSize.managed(HEAP_MB), settings(cloud))) {
        run.say(EVENTS + " events for photos of " + photo.length + " bytes are queued");
        run.start(1, null);
        MemoryCurve curve = watch(run);
        report(run, curve);

        // Slow formats have a budget of their own, and one thread: one photo more.
        long pixels = (long) LargePhoto.WIDTH_PX * LargePhoto.HEIGHT_PX;
        assertThat(curve.max(MemoryCurve.Sample::bytesInFlight))
            .as("bytes in flight")
            .isBetween((long) photo.length, BUDGET_BYTES + photo.length);
        assertThat(curve.max(MemoryCurve.Sample::pixelsInFlight))
            .as("pixels in flight")
            .isBetween(pixels, BUDGET_PIXELS + pixels);
        assertThat(curve.max(MemoryCurve.Sample::residentBytes) - HEAP_MB * MEBI)
            .as("native memory")
            .isLessThan(NATIVE_BYTES_MAX);
        assertThat(curve.max(MemoryCurve.Sample::read))
            .as("events that the source handed on: the rest waits on the stream")
            .isLessThan(RENDERED + AHEAD_MAX);
        assertThat(run.cluster.rest().restarts(run.job())).as("restarts").isZero();
        assertThat(
                cloud
                    .s3
                    .listObjectsV2(list -> list.bucket(LocalS3Settings.DEAD_LETTERS))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .filter(key -> !key.startsWith("attempts/")))
            .as("dead letters")
            .isEmpty();
      }
    }
  }

  private static Map<String, String> settings(Cloud cloud) {
    Map<String, String> settings = cloud.settings(RecipeReader.defaultJson());
    settings.put(PipelineSettings.IN_FLIGHT, Integer.toString(IN_FLIGHT));
    settings.put(PipelineSettings.RENDER_THREADS, Integer.toString(RENDER_THREADS));
    settings.put(PipelineSettings.BUDGET_BYTES, Long.toString(BUDGET_BYTES));
    settings.put(PipelineSettings.BUDGET_PIXELS, Long.toString(BUDGET_PIXELS));
    return settings;
  }

  /** All uploads, whose own events come first; then more events for them, in turn. */
  private static void queue(Cloud cloud, byte[] photo) throws Exception {
    for (int i = 0; i < ORIGINALS; i++) {
      String key = key(i);
      cloud.s3.putObject(
          request -> request.bucket(LocalS3Settings.ORIGINALS).key(key),
          RequestBody.fromBytes(photo));
    }
    new StreamWriter(cloud.stream, KinesisSettings.STREAM)
        .put(
            IntStream.range(ORIGINALS, EVENTS)
                .mapToObj(i -> key(i % ORIGINALS))
                .map(
                    key ->
                        new StreamWriter.Entry(
                            key,
                            ReconcileEvent.json(LocalS3Settings.ORIGINALS, key)
                                .getBytes(StandardCharsets.UTF_8)))
                .toList());
  }

  private static String key(int i) {
    return "line/photo-" + i + ".jpg";
  }

  private static MemoryCurve watch(ClusterRun run) throws Exception {
    FlinkClient flink = new FlinkClient(run.cluster.uri(), Clock.systemUTC(), Duration.ZERO);
    ClusterProcess taskManager = run.cluster.taskManagers().get(0);
    MemoryCurve curve = new MemoryCurve();
    long beganNs = System.nanoTime();
    long rendered = 0;
    while (rendered < RENDERED && System.nanoTime() - beganNs < PATIENCE.toNanos()) {
      run.cluster.requireAlive();
      JobStatus status = flink.job();
      rendered = run.cloud.writes.manifests();
      curve.add(
          new MemoryCurve.Sample(
              (System.nanoTime() - beganNs) / 1e9,
              rendered,
              read(status),
              status.making().bytesInFlight(),
              status.making().pixelsInFlight(),
              taskManager.residentBytes()));
      Thread.sleep(500);
    }
    assertThat(rendered).as("photos rendered").isGreaterThanOrEqualTo(RENDERED);
    return curve;
  }

  private static long read(JobStatus status) {
    return status.stages().stream()
        .filter(stage -> stage.name().contains("read events"))
        .mapToLong(JobStatus.Stage::recordsIn)
        .sum();
  }

  private static void report(ClusterRun run, MemoryCurve curve) throws Exception {
    run.say(
        String.format(
            "at most %.1f MB and %.0f megapixels in flight, %d MiB resident of which %d are heap;"
                + " %d of %d events read when %d photos were rendered",
            curve.max(MemoryCurve.Sample::bytesInFlight) / 1e6,
            curve.max(MemoryCurve.Sample::pixelsInFlight) / 1e6,
            curve.max(MemoryCurve.Sample::residentBytes) / MEBI,
            HEAP_MB,
            curve.max(MemoryCurve.Sample::read),
            EVENTS,
            curve.max(MemoryCurve.Sample::rendered)));
    JsonNode checkpoints = run.cluster.rest().get("/jobs/" + run.job() + "/checkpoints");
    run.say(
        checkpoints.at("/counts/completed").asInt()
            + " checkpoints completed, the longest in "
            + checkpoints.at("/summary/end_to_end_duration/max").asLong()
            + " ms");
    Path target = Path.of("target");
    curve.writeCsv(target.resolve("backpressure.csv"));
    curve.writePng(
        target.resolve("backpressure.png"),
        EVENTS + " photos of 22 megapixels before a budget of two",
        HEAP_MB);
  }
}
