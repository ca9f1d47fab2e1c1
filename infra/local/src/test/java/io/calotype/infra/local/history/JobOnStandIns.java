package io.calotype.infra.local.history;

import static org.awaitility.Awaitility.await;

import io.calotype.infra.local.UploadSide;
import io.calotype.infra.local.eventbridge.EventPattern;
import io.calotype.infra.local.eventbridge.KinesisTarget;
import io.calotype.infra.local.eventbridge.RefusedEventException;
import io.calotype.infra.local.kinesis.KinesisProcess;
import io.calotype.infra.local.kinesis.KinesisSettings;
import io.calotype.infra.local.s3.LocalS3;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.infra.local.s3.S3Credentials;
import io.calotype.pipeline.CalotypeJob;
import io.calotype.pipeline.KinesisSourceFactory;
import io.calotype.pipeline.PipelineSettings;
import io.calotype.pipeline.announce.LogAnnouncer;
import io.calotype.pipeline.event.ReconcileEvent;
import io.calotype.pipeline.send.AwsAccess;
import io.calotype.pipeline.store.S3Access;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestJson;
import io.calotype.variants.name.DerivedKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The real job between a real S3 and a real stream, but for EventBridge: what S3 tells stays here
 * until a test delivers it, when and as often as it likes.
 */
final class JobOnStandIns implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final S3Credentials KEYS = new S3Credentials("local-key", "local-secret");
  private static final String REGION = "us-east-1";
  private static final int SUBTASKS = 2;

  private final EventPattern pattern = EventPattern.ofOriginals(LocalS3Settings.ORIGINALS);
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final List<AutoCloseable> parts = new ArrayList<>();
  private final S3Client s3;
  private final KinesisTarget stream;
  private final JobClient job;
  private final JobCounts counts;
  private long delivered;

  /**
   * Starts all of it.
   *
   * @param name one of its own for each job of the process
   * @param more settings of the job beyond those that the stand-ins need
   */
  JobOnStandIns(String name, Path dir, Map<String, String> more) throws Exception {
    LocalS3 buckets = begun(new LocalS3(LocalS3Settings.temporary(KEYS), this::tell));
    KinesisProcess kinesis =
        begun(
            new KinesisProcess(
                KinesisSettings.of(0, 2 * SUBTASKS, REGION, dir.resolve("kinesis")),
                (status, lines) -> {}));
    s3 = begun(new S3Access(REGION, buckets.endpoint(), id(), secret()).connect(16));
    stream =
        new KinesisTarget(
            begun(access(kinesis.endpoint()).connect(KinesisClient.builder())),
            KinesisSettings.STREAM);
    Map<String, String> group =
        UploadSide.jobProperties(KEYS, REGION, buckets.endpoint(), kinesis.endpoint());
    group.putAll(more);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(SUBTASKS, configuration(name));
    new CalotypeJob(PipelineSettings.of(group), new KinesisSourceFactory(), new LogAnnouncer())
        .build(env);
    job = env.executeAsync();
    parts.add(this::cancel);
    counts = JobCounts.of(name);
  }

  private <T extends AutoCloseable> T begun(T part) {
    parts.add(part);
    return part;
  }

  /** Without restarts, so that a fault of the job ends the test and is not made good. */
  private static Configuration configuration(String name) {
    Configuration conf = new Configuration();
    conf.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    conf.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    conf.setString("metrics.reporter.counts.factory.class", JobCounts.Factory.class.getName());
    conf.setString("metrics.reporter.counts.job", name);
    return conf;
  }

  private void tell(String event) {
    if (pattern.matches(event)) {
      told.add(event);
    }
  }

  /** Puts an original; returns what S3 tells of it. */
  String put(String key, byte[] file, Map<String, String> metadata) {
    s3.putObject(
        put -> put.bucket(LocalS3Settings.ORIGINALS).key(key).metadata(metadata),
        RequestBody.fromBytes(file));
    return told.remove();
  }

  /** Deletes an original, be it there or not; returns what S3 tells of it. */
  String delete(String key) {
    s3.deleteObject(delete -> delete.bucket(LocalS3Settings.ORIGINALS).key(key));
    String event = told.poll();
    // Nothing was there, and S3 without versions tells nothing: a look does no harm.
    return event == null ? reconcile(key) : event;
  }

  /** Our own event, as backfill and redrive put it on the stream. */
  static String reconcile(String key) {
    return ReconcileEvent.json(LocalS3Settings.ORIGINALS, key);
  }

  /** Delivers an event of an original to the stream. */
  void deliver(String key, String event) {
    try {
      stream.deliver(key, event);
    } catch (RefusedEventException e) {
      throw new AssertionError(e);
    }
    delivered++;
  }

  /** Waits until the job has all that was delivered in hand, and perhaps begun. */
  void awaitTaken() {
    await("events taken").atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(this::hasTaken);
  }

  private boolean hasTaken() {
    if (job.getJobExecutionResult().isDone()) {
      throw new AssertionError("the job ended by itself: " + job.getJobExecutionResult());
    }
    return counts.taken() == delivered;
  }

  /**
   * Waits until the job has nothing left to do. What it counts does not tell of an event between
   * its two stages, but then a manifest is not finished.
   *
   * @param prefix of the originals that it was told of
   */
  void awaitDone(String prefix) {
    awaitTaken();
    await("events made")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> hasTaken() && counts.isIdle() && allIsFinished(prefix) && counts.isIdle());
  }

  private boolean allIsFinished(String prefix) {
    return variants(prefix).entrySet().stream()
        .filter(object -> object.getKey().endsWith("/" + DerivedKeys.MANIFEST))
        .map(object -> ManifestJson.read(object.getValue().asByteArray()).orElseThrow())
        .noneMatch(Manifest::awaitsSlow);
  }

  JobCounts counts() {
    return counts;
  }

  /** All objects below a prefix of the bucket of variants. */
  Map<String, ResponseBytes<GetObjectResponse>> variants(String prefix) {
    Map<String, ResponseBytes<GetObjectResponse>> variants = new TreeMap<>();
    for (S3Object object :
        s3.listObjectsV2Paginator(list -> list.bucket(LocalS3Settings.VARIANTS).prefix(prefix))
            .contents()) {
      try {
        variants.put(
            object.key(),
            s3.getObjectAsBytes(get -> get.bucket(LocalS3Settings.VARIANTS).key(object.key())));
      } catch (NoSuchKeyException e) {
        // The job has removed it since it was listed.
      }
    }
    return variants;
  }

  private void cancel() throws Exception {
    job.cancel().get(30, TimeUnit.SECONDS);
    job.getJobExecutionResult().handle((result, cancelled) -> result).get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    AssertionError failure = null;
    for (int i = parts.size() - 1; i >= 0; i--) {
      try {
        parts.get(i).close();
      } catch (Exception e) {
        failure = new AssertionError("a part did not end", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static AwsAccess access(URI endpoint) {
    return new AwsAccess(REGION, endpoint, id(), secret());
  }

  private static String id() {
    return KEYS.accessKeyId();
  }

  private static String secret() {
    return KEYS.secretAccessKey();
  }
}
