package io.calotype.infra.local.kinesis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.calotype.pipeline.KinesisSourceFactory;
import io.calotype.pipeline.PipelineSettings;
import io.calotype.pipeline.SourceFactory;
import io.calotype.pipeline.kinesis.HistoryJob;
import io.calotype.pipeline.kinesis.KinesisRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The source that this build reads with, on a real stand-in: nothing lost, nothing doubled. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class SourceIT {
  private static final String REGION = "us-east-1";
  private static final int SHARDS = 2;

  @TempDir private Path folder;

  private KinesisProcess kinesis;
  private ReshardedStream stream;
  private HistoryJob job;

  @BeforeEach
  void start(TestInfo test) throws Exception {
    kinesis =
        new KinesisProcess(
            new KinesisSettings(
                0,
                KinesisSettings.STREAM,
                SHARDS,
                REGION,
                folder.resolve("kinesis"),
                System.getenv("PATH"),
                Duration.ofSeconds(60)),
            (status, lines) -> {});
    stream = new ReshardedStream(kinesis.endpoint(), REGION, KinesisSettings.STREAM);
    String name = test.getTestMethod().orElseThrow().getName();
    job = new HistoryJob(name, stream::put, folder.resolve("savepoints"));
  }

  @AfterEach
  void end() throws Exception {
    job.cancel();
    stream.close();
    kinesis.close();
  }

  @Test
  void losesAndDoublesNothingThroughFailuresReshardingAndRescaling() throws Exception {
    job.start(source(), 1, null);
    job.put(0, 20);
    job.put(1, 20);
    job.awaitAll();

    job.failAtNextRecord();
    stream.split(0); // into 2 and 3
    job.put(1, 10);
    job.put(2, 10);
    job.put(3, 10);
    job.awaitAll();
    String first = job.stop();

    stream.merge(3, 1); // into 4
    job.put(4, 10);
    stream.split(4); // into 5 and 6
    job.put(5, 10);
    job.put(6, 10);
    job.start(source(), 3, first);
    job.put(2, 10);
    job.awaitAll();
    String second = job.stop();

    job.start(source(), 2, second);
    job.put(6, 10);
    job.failAtNextRecord();
    job.put(5, 10);
    job.awaitAll();

    job.assertParentsCameFirst(0, 2, 3);
    job.assertParentsCameFirst(1, 4);
    job.assertParentsCameFirst(3, 4);
    job.assertParentsCameFirst(4, 5, 6);
    job.assertInOrder(2);
  }

  @Test
  void readsAllOfAStreamThatWasMadeAnewWhileTheJobWasDown() throws Exception {
    assumeTrue(
        SourceFactory.ofThisBuild() instanceof KinesisSourceFactory,
        "skipped: only our own source notices");
    job.start(source(), 2, null);
    job.put(0, 10);
    job.awaitAll();
    String savepoint = job.stop();

    stream.makeAnew(SHARDS);
    job.put(0, 10);
    job.put(1, 10);
    job.start(source(), 2, savepoint);

    job.awaitAll();
  }

  private Source<KinesisRecord, ?, ?> source() {
    return SourceFactory.ofThisBuild()
        .source(
            PipelineSettings.of(
                Map.of(
                    PipelineSettings.STREAM_ARN,
                    "arn:aws:kinesis:" + REGION + ":000000000000:stream/" + KinesisSettings.STREAM,
                    PipelineSettings.ORIGINALS_BUCKET,
                    "originals",
                    PipelineSettings.VARIANTS_BUCKET,
                    "variants",
                    PipelineSettings.DEAD_LETTERS_BUCKET,
                    "dead-letters",
                    PipelineSettings.S3_ENDPOINT,
                    "http://127.0.0.1:1",
                    PipelineSettings.KINESIS_ENDPOINT,
                    kinesis.endpoint().toString(),
                    PipelineSettings.ACCESS_KEY_ID,
                    "test",
                    PipelineSettings.SECRET_ACCESS_KEY,
                    "test")));
  }
}
