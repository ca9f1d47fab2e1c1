package io.calotype.pipeline.kinesis;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * A split as bytes, in the reader's state and on its way to the reader. Reads every version it ever
 * wrote; of one that it does not know it says so.
 */
final class ShardSplitSerializer implements SimpleVersionedSerializer<ShardSplit> {

  static final int VERSION = 1;

  private static final int BYTES_TYPICAL = 256;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(ShardSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(BYTES_TYPICAL);
    StateFormat.writeSplit(split, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public ShardSplit deserialize(int version, byte[] bytes) throws IOException {
    StateFormat.requireKnown("a shard's position", version, VERSION);
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    ShardSplit split = StateFormat.readSplit(in);
    StateFormat.requireAllRead("a shard's position", in);
    return split;
  }
}
