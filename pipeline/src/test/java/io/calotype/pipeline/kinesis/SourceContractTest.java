package io.calotype.pipeline.kinesis;

import io.calotype.pipeline.PipelineSettings;
import io.calotype.pipeline.SourceFactory;
import io.calotype.pipeline.fixture.TestSettings;
import io.calotype.pipeline.kinesis.StreamException.Kind;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the job asks of any source, over Kinesis' own protocol: run against the one that this build
 * reads with ({@code mvn -Papache-connector} builds in another).
 */
final class SourceContractTest {
  private static final String CBOR = "aws.cborEnabled";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir private Path savepoints;

  private String name;
  private FakeStream stream;
  private HistoryJob job;
  private FakeKinesis kinesis;

  @BeforeAll
  static void speakJson() {
    System.setProperty(CBOR, "false");
  }

  @AfterAll
  static void speakCborAgain() {
    System.clearProperty(CBOR);
  }

  @BeforeEach
  void createStream(TestInfo test) throws Exception {
    name = "contract-" + test.getTestMethod().orElseThrow().getName();
    stream = FakeStream.create(name, 2);
    job = new HistoryJob(name, stream::put, savepoints);
    kinesis = new FakeKinesis(stream);
  }

  @AfterEach
  void end() throws Exception {
    job.cancel();
    kinesis.close();
  }

  @Test
  void beginsAtTheOldestRecordAndKeepsTheOrderOfShards() throws Exception {
    job.put(0, 30);
    job.put(1, 30);
    job.start(source(), 2, null);
    job.put(0, 30);

    job.awaitAll();
    job.assertInOrder(0);
    job.assertInOrder(1);
  }

  @Test
  void losesAndDoublesNothingThroughFailuresSplitsAndMerges() throws Exception {
    job.start(source(), 2, null);
    job.put(0, 20);
    job.put(1, 20);
    job.awaitAll();

    job.failAtNextRecord();
    stream.split(FakeStream.shardId(0)); // into 2 and 3
    job.put(1, 10);
    job.put(2, 10);
    job.awaitAll();

    stream.merge(FakeStream.shardId(2), FakeStream.shardId(1)); // into 4
    job.failAtNextRecord();
    job.put(3, 10);
    job.put(4, 10);

    job.awaitAll();
    job.assertParentsCameFirst(0, 2, 3);
    job.assertParentsCameFirst(1, 4);
    job.assertParentsCameFirst(2, 4);
  }

  @Test
  void losesAndDoublesNothingWhileThrottledSlowAndOnShortLivedIterators() throws Exception {
    stream.expireIteratorsAfter(2);
    stream.answerAfter(20);
    job.start(source(), 2, null);
    job.put(0, 30);
    stream.failNext(Kind.THROTTLED, 10);
    job.put(1, 30);
    job.awaitAll();
    stream.failNext(Kind.UNAVAILABLE, 4);
    job.put(0, 30);

    job.awaitAll();
    job.assertInOrder(0);
  }

  @Test
  void losesAndDoublesNothingWhenRescaledWhileTheStreamChanges() throws Exception {
    job.start(source(), 1, null);
    job.put(0, 10);
    job.put(1, 10);
    job.awaitAll();
    String first = job.stop();

    stream.split(FakeStream.shardId(1)); // into 2 and 3
    job.put(0, 10);
    job.put(3, 10);
    job.start(source(), 3, first);
    job.awaitAll();
    String second = job.stop();

    stream.merge(FakeStream.shardId(2), FakeStream.shardId(3)); // into 4
    job.put(4, 10);
    job.start(source(), 2, second);
    job.put(0, 10);
    job.awaitAll();
    job.assertParentsCameFirst(1, 2, 3);
    job.assertParentsCameFirst(3, 4);
  }

  private Source<KinesisRecord, ?, ?> source() {
    Map<String, String> group = TestSettings.group();
    group.put(PipelineSettings.STREAM_ARN, FakeKinesis.arn(name));
    group.put(PipelineSettings.KINESIS_ENDPOINT, kinesis.endpoint().toString());
    group.put(PipelineSettings.S3_ENDPOINT, "http://127.0.0.1:1");
    group.put(PipelineSettings.ACCESS_KEY_ID, "AKID");
    group.put(PipelineSettings.SECRET_ACCESS_KEY, "secret");
    return SourceFactory.ofThisBuild().source(PipelineSettings.of(group));
  }
}
