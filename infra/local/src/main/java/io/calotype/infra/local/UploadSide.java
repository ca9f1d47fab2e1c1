package io.calotype.infra.local;

import io.calotype.infra.local.eventbridge.EventPattern;
import io.calotype.infra.local.eventbridge.KinesisTarget;
import io.calotype.infra.local.eventbridge.LocalEventBus;
import io.calotype.infra.local.eventbridge.UndeliveredEvents;
import io.calotype.infra.local.kinesis.KinesisProcess;
import io.calotype.infra.local.kinesis.KinesisSettings;
import io.calotype.infra.local.node.ExitListener;
import io.calotype.infra.local.s3.EventSink;
import io.calotype.infra.local.s3.LocalS3;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.infra.local.s3.S3Credentials;
import io.calotype.pipeline.PipelineSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Where originals arrive: S3, EventBridge and Kinesis, wired as on AWS. What becomes of an original
 * comes to the stream, where the job reads it.
 */
public final class UploadSide implements AutoCloseable {
  private final Parts parts = new Parts();
  private final S3Credentials keys;
  private final String region;
  private final Clients clients;
  private final KinesisProcess kinesis;
  private final KinesisClient stream;
  private final LocalS3 buckets;

  /** What begins S3. */
  @FunctionalInterface
  public interface Buckets {
    /** Begins it, its events sent to EventBridge. */
    LocalS3 start(EventSink eventBridge) throws IOException;
  }

  /**
   * Starts all of it.
   *
   * @param keys that all who ask sign with
   * @param settings of the system's stream, as {@link KinesisSettings#of} makes them
   * @param data folder in which events are kept that the stream never takes
   * @param ended is told where Kinesis ends by itself
   * @throws IOException where a part does not start; those before it are ended again
   */
  public UploadSide(
      S3Credentials keys, KinesisSettings settings, Path data, ExitListener ended, Buckets s3)
      throws IOException {
    this.keys = keys;
    this.region = settings.region();
    try {
      clients = parts.begun("clients", new Clients(keys, region));
      kinesis = parts.begun("Kinesis", new KinesisProcess(settings, ended));
      stream = parts.begun("stream", clients.kinesis(kinesis.endpoint()));
      LocalEventBus bus =
          parts.begun(
              "EventBridge",
              new LocalEventBus(
                  EventPattern.ofOriginals(LocalS3Settings.ORIGINALS),
                  new KinesisTarget(stream, KinesisSettings.STREAM),
                  new UndeliveredEvents(UndeliveredEvents.file(data), Clock.systemUTC())));
      buckets = parts.begun("S3", s3.start(bus::put));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** S3's address. */
  public URI s3() {
    return buckets.endpoint();
  }

  /** Kinesis' address. */
  public URI kinesis() {
    return kinesis.endpoint();
  }

  /** A client of the stream, open as long as this is. */
  public KinesisClient stream() {
    return stream;
  }

  /** The clients of this system, open as long as this is. */
  Clients clients() {
    return clients;
  }

  /** What the job has to be told of all this; more may be put. */
  public Map<String, String> jobProperties() {
    return jobProperties(keys, region, s3(), kinesis());
  }

  /** What a job has to be told of stand-ins at these addresses; more may be put. */
  public static Map<String, String> jobProperties(
      S3Credentials keys, String region, URI s3, URI kinesis) {
    Map<String, String> properties = new HashMap<>();
    properties.put(
        PipelineSettings.STREAM_ARN,
        "arn:aws:kinesis:" + region + ":000000000000:stream/" + KinesisSettings.STREAM);
    properties.put(PipelineSettings.ORIGINALS_BUCKET, LocalS3Settings.ORIGINALS);
    properties.put(PipelineSettings.VARIANTS_BUCKET, LocalS3Settings.VARIANTS);
    properties.put(PipelineSettings.DEAD_LETTERS_BUCKET, LocalS3Settings.DEAD_LETTERS);
    properties.put(PipelineSettings.S3_ENDPOINT, s3.toString());
    properties.put(PipelineSettings.KINESIS_ENDPOINT, kinesis.toString());
    properties.put(PipelineSettings.ACCESS_KEY_ID, keys.accessKeyId());
    properties.put(PipelineSettings.SECRET_ACCESS_KEY, keys.secretAccessKey());
    return properties;
  }

  /** Ends all of it; buckets stay where they were given a folder. */
  @Override
  public void close() {
    parts.close();
  }
}
