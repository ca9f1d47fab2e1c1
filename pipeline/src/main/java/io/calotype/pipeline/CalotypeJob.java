package io.calotype.pipeline;

import io.calotype.pipeline.announce.Announcement;
import io.calotype.pipeline.announce.Announcer;
import io.calotype.pipeline.deadletter.DeadLetter;
import io.calotype.pipeline.deadletter.DeadLetterSink;
import io.calotype.pipeline.event.DecodeEvents;
import io.calotype.pipeline.event.InTransit;
import io.calotype.pipeline.event.OriginalEvent;
import io.calotype.pipeline.gate.Gate;
import io.calotype.pipeline.invalidate.Invalidation;
import io.calotype.pipeline.kinesis.KinesisRecord;
import io.calotype.pipeline.make.MakeVariants;
import io.calotype.pipeline.make.Outcome;
import io.calotype.pipeline.make.Outcomes;
import io.calotype.pipeline.render.Part;
import io.calotype.pipeline.render.RendererFactory;
import io.calotype.pipeline.store.Buckets;
import io.calotype.pipeline.store.S3Buckets;
import io.calotype.variants.render.Renderers;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every picture of a bucket ready at every size: reads the events of originals, looks at each
 * as it is now, and makes, refuses or removes its variants.
 *
 * <pre>{@code
 * new CalotypeJob(settings, sourceFactory, settings.announcer()).build(env);
 * env.execute();
 * }</pre>
 */
public final class CalotypeJob {
  private static final Logger LOG = LoggerFactory.getLogger(CalotypeJob.class);

  /**
   * Far above what any event takes: Flink's clock also counts the wait for threads, budget and the
   * events of the same original before. The work is timed itself, in renderer and storage.
   */
  private static final long ASYNC_TIMEOUT_HOURS = 6;

  /** Slow formats wait for moments without other work. */
  private static final long SLOW_TIMEOUT_DAYS = 30;

  private final PipelineSettings settings;
  private final SourceFactory sourceFactory;
  private final Announcer announcer;
  private final Buckets buckets;
  private final RendererFactory renderers;

  /** The job on S3, with the engine that the settings name. */
  public CalotypeJob(PipelineSettings settings, SourceFactory sourceFactory, Announcer announcer) {
    this(
        settings,
        sourceFactory,
        announcer,
        // A connection for each thread: one an event, and as many that help to store.
        new S3Buckets(settings.s3Access(), 2 * settings.make().inFlightMax()),
        engine(settings.engine()));
  }

  /** The job on other buckets and with another engine. */
  public CalotypeJob(
      PipelineSettings settings,
      SourceFactory sourceFactory,
      Announcer announcer,
      Buckets buckets,
      RendererFactory renderers) {
    this.settings = settings;
    this.sourceFactory = sourceFactory;
    this.announcer = announcer;
    this.buckets = buckets;
    this.renderers = renderers;
  }

  /** Runs the job with the settings that Managed Flink gives. */
  public static void main(String[] arguments) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    PipelineSettings settings = PipelineSettings.fromRuntime();
    new CalotypeJob(settings, SourceFactory.ofThisBuild(), settings.announcer()).build(env);
    env.execute();
  }

  /** Adds the job to an environment, which the caller executes. */
  public void build(StreamExecutionEnvironment env) {
    env.configure(options());
    Source<KinesisRecord, ?, ?> source = sourceFactory.source(settings);
    LOG.info("Events are read by {}", source.getClass().getName());

    SingleOutputStreamOperator<InTransit> events =
        env.fromSource(
                source,
                WatermarkStrategy.noWatermarks(),
                "read events",
                TypeInformation.of(KinesisRecord.class))
            .uid("read-events")
            .process(new DecodeEvents())
            .name("decode events")
            .uid("decode-events");

    // The one exchange behind which events wait for renders.
    SingleOutputStreamOperator<OriginalEvent> news =
        events
            .keyBy(InTransit::object)
            .process(new Gate(settings.originalsBucket(), settings.gateMemory()))
            .name("gate")
            .uid("gate");

    // Chained behind the gate, one to one: events of one original meet in one instance.
    SingleOutputStreamOperator<Outcome> made =
        AsyncDataStream.unorderedWait(
                news,
                makeVariants(Part.EAGER),
                ASYNC_TIMEOUT_HOURS,
                TimeUnit.HOURS,
                settings.make().inFlightMax())
            .name("make variants")
            .uid("make-variants");

    // A stage of its own: what is ready is told at once, and holds no place while the rest waits.
    SingleOutputStreamOperator<Outcome> completed =
        AsyncDataStream.unorderedWait(
                made.flatMap(Outcomes.slow())
                    .returns(OriginalEvent.class)
                    .name("slow formats to make")
                    .uid("slow-formats-to-make"),
                makeVariants(Part.SLOW),
                SLOW_TIMEOUT_DAYS,
                TimeUnit.DAYS,
                settings.make().slowWaitingMax())
            .name("make slow formats")
            .uid("make-slow-formats");
    DataStream<Outcome> outcomes = made.union(completed);

    DataStream<Announcement> announcements =
        outcomes
            .flatMap(Outcomes.announcements())
            .returns(Announcement.class)
            .name("announcements")
            .uid("announcements");
    announcements.sinkTo(announcer.sink()).name("announce").uid("announce");
    announcements
        .filter(Invalidation::isNeeded)
        .name("replaced or removed")
        .uid("replaced-or-removed")
        .sinkTo(invalidation())
        // One request for what all subtasks tell: CloudFront counts those in progress.
        .setParallelism(1)
        .name("invalidate")
        .uid("invalidate");

    DataStream<DeadLetter> refused =
        outcomes
            .flatMap(Outcomes.deadLetters())
            .returns(DeadLetter.class)
            .name("refusals")
            .uid("refusals");
    refused
        .union(events.getSideOutput(DecodeEvents.MALFORMED))
        .sinkTo(new DeadLetterSink(buckets, settings.deadLettersBucket()))
        .name("keep dead letters")
        .uid("keep-dead-letters");
  }

  /** Captures the name alone: the settings hold credentials, and do not travel. */
  private static RendererFactory engine(String name) {
    return () -> Renderers.choose(name);
  }

  /** There even where it has nothing to do, so that a savepoint fits whatever is configured. */
  private Sink<Announcement> invalidation() {
    return settings.invalidation().map(Invalidation::sink).orElseGet(DiscardingSink::new);
  }

  private MakeVariants makeVariants(Part part) {
    return new MakeVariants(
        part,
        settings.originalsBucket(),
        settings.variantsBucket(),
        settings.deadLettersBucket(),
        settings.recipeJson(),
        settings.make(),
        buckets,
        renderers);
  }

  /** Only options that Managed Flink lets a job set; a test holds this to its list. */
  static Configuration options() {
    return new Configuration()
        .set(PipelineOptions.NAME, "calotype")
        // A type that would need Kryo fails at the start, not at the first restore.
        .set(PipelineOptions.GENERIC_TYPES, false);
  }
}
