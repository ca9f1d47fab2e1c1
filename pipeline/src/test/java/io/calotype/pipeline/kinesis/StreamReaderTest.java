package io.calotype.pipeline.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StreamReaderTest {

  private static final String SHARD = FakeStream.shardId(0);

  private final FakeStream stream = FakeStream.create("reader", 1);
  private final FakeReaderContext context = new FakeReaderContext();
  private final FakeReaderOutput output = new FakeReaderOutput();
  private SourceReader<KinesisRecord, ShardSplit> reader;

  @BeforeEach
  void createReader() {
    KinesisSourceSettings settings = KinesisSourceSettings.of("reader", "eu-central-1");
    reader = new KinesisStreamSource(settings, stream.clients()).createReader(context);
    reader.start();
  }

  @AfterEach
  void closeReader() throws Exception {
    reader.close();
  }

  @Test
  void checkpointsThePositionBehindTheLastRecordEmitted() throws Exception {
    KinesisRecord first = stream.put(SHARD, "first");
    stream.put(SHARD, "second");
    reader.addSplits(List.of(split()));
    pollUntilEmitted(1);

    assertThat(reader.snapshotState(1))
        .containsExactly(split().at(new ShardPosition.AfterSequenceNumber(first.sequenceNumber())));
  }

  @Test
  void emitsRecordsAtTheirArrivalAndCountsTheirBytes() throws Exception {
    KinesisRecord record = stream.put(SHARD, "twelve bytes");
    reader.addSplits(List.of(split()));
    pollUntilEmitted(1);

    assertThat(output.timestampsMs()).containsExactly(record.approximateArrivalMs());
    assertThat(context.bytesIn()).isEqualTo(12);
  }

  @Test
  void keepsAnEndedShardUntilTheEnumeratorHasNotedIt() throws Exception {
    endShard();

    assertThat(reader.snapshotState(1)).containsExactly(ended());
    assertThat(context.sentEvents()).isEmpty();

    reader.notifyCheckpointComplete(1);
    assertThat(context.sentEvents()).containsExactly(new ShardsEnded(Set.of(SHARD)));
    assertThat(reader.snapshotState(2)).containsExactly(ended());

    reader.handleSourceEvents(new ShardEndsNoted(Set.of(SHARD)));
    assertThat(reader.snapshotState(3)).isEmpty();
  }

  @Test
  void doesNotTellOfAnEndThatTheCompletedCheckpointDoesNotHold() throws Exception {
    reader.snapshotState(1);
    endShard();

    reader.notifyCheckpointComplete(1);

    assertThat(context.sentEvents()).isEmpty();
  }

  @Test
  void tellsOfAnEndWhenTheCheckpointThatHoldsItWasOvertakenByALaterOne() throws Exception {
    endShard();
    reader.snapshotState(1); // and aborted
    reader.snapshotState(2);

    reader.notifyCheckpointComplete(2);

    assertThat(context.sentEvents()).containsExactly(new ShardsEnded(Set.of(SHARD)));
  }

  @Test
  void isIdleWithoutAShard() throws Exception {
    reader.pollNext(output);
    assertThat(output.idle()).isTrue();
  }

  @Test
  void isNotIdleWithAShard() throws Exception {
    reader.addSplits(List.of(split()));
    reader.pollNext(output);
    assertThat(output.idle()).isFalse();
  }

  private void endShard() {
    stream.split(SHARD);
    reader.addSplits(List.of(split()));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              reader.pollNext(output);
              return reader.snapshotState(Long.MAX_VALUE).equals(List.of(ended()));
            });
  }

  private void pollUntilEmitted(int count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              reader.pollNext(output);
              return output.timestampsMs().size() == count;
            });
  }

  private ShardSplit split() {
    return new ShardSplit(SHARD, new ShardPosition.TrimHorizon(), List.of(), stream.created());
  }

  private ShardSplit ended() {
    return split().at(new ShardPosition.ShardEnd());
  }
}
