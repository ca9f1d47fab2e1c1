package io.calotype.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.calotype.pipeline.store.testing.FakeBuckets;
import org.apache.flink.runtime.executiongraph.failover.ExecutionFailureHandler;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DeadLetterSinkTest {
  /** Each restart would leave a client and its threads otherwise, and with them its classes. */
  @Test
  void stopsTheJobForGoodAndLeavesNothingOpenWhereItsBucketCannotBeUsed() throws Exception {
    FakeBuckets buckets = new FakeBuckets();
    buckets.failOnce("reach");
    DeadLetterSink sink = new DeadLetterSink(buckets, "calotype-dead-letters");

    Throwable failure =
        catchThrowable(
            new OneInputStreamOperatorTestHarness<>(new SinkWriterOperatorFactory<>(sink))::open);

    assertThat(failure).hasMessageContaining("a test");
    assertThat(ExecutionFailureHandler.isUnrecoverableError(failure)).isTrue();
    assertThat(buckets.open()).isZero();
  }
}
