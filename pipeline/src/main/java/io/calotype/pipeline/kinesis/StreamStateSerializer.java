package io.calotype.pipeline.kinesis;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The enumerator's state as bytes. Reads every version it ever wrote; of one that it does not know
 * it says so.
 */
final class StreamStateSerializer implements SimpleVersionedSerializer<StreamState> {

  static final int VERSION = 1;

  private static final int BYTES_TYPICAL = 1_024;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(StreamState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(BYTES_TYPICAL);
    out.writeBoolean(state.streamCreated() != null);
    if (state.streamCreated() != null) {
      out.writeLong(state.streamCreated().toEpochMilli());
    }
    StateFormat.writePosition(state.startPosition(), out);
    StateFormat.writeList(state.assignedShardIds(), out, StateFormat::writeText);
    StateFormat.writeList(state.finishedShardIds(), out, StateFormat::writeText);
    StateFormat.writeList(state.unassigned(), out, StateFormat::writeSplit);
    return out.getCopyOfBuffer();
  }

  @Override
  public StreamState deserialize(int version, byte[] bytes) throws IOException {
    StateFormat.requireKnown("the stream's state", version, VERSION);
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    Instant streamCreated = in.readBoolean() ? Instant.ofEpochMilli(in.readLong()) : null;
    ShardPosition startPosition = StateFormat.readPosition(in);
    Set<String> assigned = Set.copyOf(StateFormat.readList(in, StateFormat::readText));
    Set<String> finished = Set.copyOf(StateFormat.readList(in, StateFormat::readText));
    List<ShardSplit> unassigned = StateFormat.readList(in, StateFormat::readSplit);
    StateFormat.requireAllRead("the stream's state", in);
    return new StreamState(streamCreated, startPosition, assigned, finished, unassigned);
  }
}
