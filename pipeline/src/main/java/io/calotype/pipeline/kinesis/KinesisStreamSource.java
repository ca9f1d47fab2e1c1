package io.calotype.pipeline.kinesis;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsSplitReassignmentOnRecovery;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Reads a Kinesis stream, without end, as {@link KinesisRecord}s with their arrival as timestamp.
 * Within a shard they come in order; so do the records of one partition key, through splits and
 * merges. See the package for what it guarantees.
 *
 * <pre>{@code
 * env.fromSource(
 *         new KinesisStreamSource(KinesisSourceSettings.of("calotype-events", "eu-central-1")),
 *         WatermarkStrategy.noWatermarks(),
 *         "Kinesis")
 *     .uid("kinesis");
 * }</pre>
 *
 * <p>Checkpoints must be on: without them no shard made by a split or a merge is ever read. With
 * event time use {@code withIdleness}, since a shard may be quiet for long.
 */
public final class KinesisStreamSource
    implements Source<KinesisRecord, ShardSplit, StreamState>,
        ResultTypeQueryable<KinesisRecord>,
        SupportsSplitReassignmentOnRecovery {

  private static final long serialVersionUID = 1L;

  private final KinesisSourceSettings settings;
  private final StreamClientFactory clients;

  /**
   * What LATEST means until a checkpoint says so. Not asked of the clock when the enumerator is
   * created: a job that fails before its first checkpoint would skip what came until then.
   */
  private final Instant jobStart = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

  /** A source that talks to Kinesis through the AWS SDK. */
  public KinesisStreamSource(KinesisSourceSettings settings) {
    this(settings, new SdkStreamClientFactory(settings));
  }

  /** A source that talks to the stream in another way. */
  public KinesisStreamSource(KinesisSourceSettings settings, StreamClientFactory clients) {
    this.settings = settings;
    this.clients = clients;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SplitEnumerator<ShardSplit, StreamState> createEnumerator(
      SplitEnumeratorContext<ShardSplit> context) {
    return enumerator(
        context, ShardLedger.beginningAt(settings.initialPosition().resolve(jobStart)));
  }

  @Override
  public SplitEnumerator<ShardSplit, StreamState> restoreEnumerator(
      SplitEnumeratorContext<ShardSplit> context, StreamState state) {
    return enumerator(context, ShardLedger.restoredFrom(state));
  }

  @Override
  public SourceReader<KinesisRecord, ShardSplit> createReader(SourceReaderContext context) {
    ReaderMetrics metrics = new ReaderMetrics(context.metricGroup());
    return new StreamReader(
        () ->
            new ShardSplitReader(
                clients.create(),
                settings.polling(),
                metrics,
                new SystemPollTimer(),
                new SplittableRandom()),
        new ShardRecordEmitter(metrics),
        context);
  }

  @Override
  public SimpleVersionedSerializer<ShardSplit> getSplitSerializer() {
    return new ShardSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<StreamState> getEnumeratorCheckpointSerializer() {
    return new StreamStateSerializer();
  }

  @Override
  public TypeInformation<KinesisRecord> getProducedType() {
    return TypeInformation.of(KinesisRecord.class);
  }

  private StreamEnumerator enumerator(
      SplitEnumeratorContext<ShardSplit> context, ShardLedger ledger) {
    return new StreamEnumerator(
        context,
        new StreamDiscovery(clients.create(), settings.polling(), new SplittableRandom()),
        settings.polling().discoveryInterval(),
        ledger);
  }
}
