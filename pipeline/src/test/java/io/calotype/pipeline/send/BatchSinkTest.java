package io.calotype.pipeline.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class BatchSinkTest {
  private static final BatchLimits LIMITS = new BatchLimits(10, 100, 10);
  private static final List<String> TEXTS =
      IntStream.range(0, 200).mapToObj(i -> "text " + i + " 😀").toList();

  private final String id = UUID.randomUUID().toString();

  @Test
  void sendsEachTextThoughTheServiceTakesOnlySomeOfABatch() throws Exception {
    send(batch -> batch.size() > 3 ? 3 : batch.size());
    assertThat(FakeService.taken(id)).containsExactlyInAnyOrderElementsOf(TEXTS);
    assertThat(FakeService.batches(id))
        .allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 10));
    assertThat(FakeService.batches(id))
        .allSatisfy(
            batch ->
                assertThat(batch.stream().mapToInt(t -> t.getBytes(UTF_8).length).sum())
                    .isLessThanOrEqualTo(LIMITS.bytesMax()));
  }

  @Test
  void asksAgainForAsLongAsTheServiceIsAway() throws Exception {
    int[] away = {4};
    send(batch -> away[0]-- > 0 ? 0 : batch.size());
    assertThat(FakeService.taken(id)).containsExactlyInAnyOrderElementsOf(TEXTS);
  }

  @Test
  void failsTheJobForAFaultThatOnlyAPersonCanMend() {
    assertThatThrownBy(
            () ->
                send(
                    batch -> {
                      throw new SendFault("a test", null);
                    }))
        .hasRootCauseMessage("a test");
  }

  @Test
  void keepsWhatWaitsInItsState() throws Exception {
    SimpleVersionedSerializer<BufferedRequestState<String>> serializer =
        new BatchSink<String>((text, context) -> text, LIMITS, () -> new FakeService(id))
            .getWriterStateSerializer();
    BufferedRequestState<String> state =
        new BufferedRequestState<>(
            List.of(new RequestEntryWrapper<>("köln 😀", 10), new RequestEntryWrapper<>("", 0)));
    assertThat(
            serializer
                .deserialize(serializer.getVersion(), serializer.serialize(state))
                .getBufferedRequestEntries())
        .extracting(RequestEntryWrapper::getRequestEntry)
        .containsExactly("köln 😀", "");
  }

  private void send(FakeService.Behaviour behaviour) throws Exception {
    FakeService.BEHAVIOURS.put(id, behaviour);
    Configuration conf = new Configuration();
    conf.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    conf.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
    String service = id;
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, conf);
    env.fromData(TEXTS)
        .sinkTo(new BatchSink<>((text, context) -> text, LIMITS, () -> new FakeService(service)));
    env.execute();
  }

  /** Found again on the other side of the job's serialisation. */
  private static final class FakeService implements BatchService {
    /** How many of a batch are taken. */
    interface Behaviour {
      int taken(List<String> batch);
    }

    static final Map<String, Behaviour> BEHAVIOURS = new ConcurrentHashMap<>();
    private static final Map<String, List<List<String>>> BATCHES = new ConcurrentHashMap<>();
    private static final Map<String, List<String>> TAKEN = new ConcurrentHashMap<>();

    private final String id;

    FakeService(String id) {
      this.id = id;
    }

    static List<List<String>> batches(String id) {
      return BATCHES.getOrDefault(id, List.of());
    }

    static List<String> taken(String id) {
      return TAKEN.getOrDefault(id, List.of());
    }

    @Override
    public List<String> send(List<String> entries) {
      BATCHES
          .computeIfAbsent(id, any -> Collections.synchronizedList(new ArrayList<>()))
          .add(entries);
      int taken = BEHAVIOURS.get(id).taken(entries);
      TAKEN
          .computeIfAbsent(id, any -> Collections.synchronizedList(new ArrayList<>()))
          .addAll(entries.subList(0, taken));
      return entries.subList(taken, entries.size());
    }

    @Override
    public void close() {}
  }
}
