package io.calotype.pipeline.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StateSerializersTest {

  private static final ShardSplit SPLIT =
      new ShardSplit(
          "s-1",
          new ShardPosition.AfterSequenceNumber("42"),
          List.of("s-0"),
          Instant.ofEpochMilli(1_000));

  /** What release 0.1 wrote for {@link #SPLIT}: every later one must read it. */
  private static final String SPLIT_VERSION_1 =
      "0003732d31" + "02" + "00023432" + "00000001" + "0003732d30" + "00000000000003e8";

  /** What release 0.1 wrote for {@link #state()}. */
  private static final String STATE_VERSION_1 =
      "01"
          + "00000000000003e8"
          + "01"
          + "00000000000007d0"
          + "00000001"
          + "0003732d31"
          + "00000001"
          + "0003732d30"
          + "00000001"
          + SPLIT_VERSION_1;

  private final ShardSplitSerializer splits = new ShardSplitSerializer();
  private final StreamStateSerializer states = new StreamStateSerializer();

  static Stream<ShardPosition> positions() {
    return Stream.of(
        new ShardPosition.TrimHorizon(),
        new ShardPosition.AtTimestamp(Instant.ofEpochMilli(1_700_000_000_123L)),
        new ShardPosition.AfterSequenceNumber("4".repeat(129)),
        new ShardPosition.ShardEnd());
  }

  @ParameterizedTest
  @MethodSource("positions")
  void readsEveryPositionBack(ShardPosition position) throws IOException {
    ShardSplit split =
        new ShardSplit("shardId-3", position, List.of("a", "b"), Instant.ofEpochMilli(5));

    assertThat(splits.deserialize(splits.getVersion(), splits.serialize(split))).isEqualTo(split);
  }

  @Test
  void readsTheStateOfAStreamNotYetSeenBack() throws IOException {
    StreamState state =
        new StreamState(null, new ShardPosition.TrimHorizon(), Set.of(), Set.of(), List.of());

    assertThat(states.deserialize(states.getVersion(), states.serialize(state))).isEqualTo(state);
  }

  @Test
  void readsAndWritesVersionOneAsItWasReleased() throws IOException {
    assertThat(splits.deserialize(1, hex(SPLIT_VERSION_1))).isEqualTo(SPLIT);
    assertThat(states.deserialize(1, hex(STATE_VERSION_1))).isEqualTo(state());
    assertThat(splits.serialize(SPLIT)).isEqualTo(hex(SPLIT_VERSION_1));
    assertThat(states.serialize(state())).isEqualTo(hex(STATE_VERSION_1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, -1})
  void refusesVersionsThatItDoesNotKnow(int version) {
    assertThatThrownBy(() -> splits.deserialize(version, hex(SPLIT_VERSION_1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected format 1 to 1 but got " + version);
    assertThatThrownBy(() -> states.deserialize(version, hex(STATE_VERSION_1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected format 1 to 1 but got " + version);
  }

  @Test
  void refusesDamagedBytes() {
    byte[] longer = Arrays.copyOf(hex(SPLIT_VERSION_1), hex(SPLIT_VERSION_1).length + 1);
    byte[] shorter = Arrays.copyOf(hex(SPLIT_VERSION_1), 12);
    byte[] unknownPosition = hex(SPLIT_VERSION_1.replaceFirst("3102", "3109"));

    assertThatThrownBy(() -> splits.deserialize(1, longer))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1 bytes too many");
    assertThatThrownBy(() -> splits.deserialize(1, shorter)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> splits.deserialize(1, unknownPosition))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("but got 9");
  }

  @Test
  void flinkSerialisesRecordsWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(KinesisRecord.class);
  }

  private static StreamState state() {
    return new StreamState(
        Instant.ofEpochMilli(1_000),
        new ShardPosition.AtTimestamp(Instant.ofEpochMilli(2_000)),
        Set.of("s-1"),
        Set.of("s-0"),
        List.of(SPLIT));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
