package io.calotype.pipeline.kinesis;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The pieces that both kinds of state are written with. Times are in milliseconds. */
final class StateFormat {

  private static final int TRIM_HORIZON = 0;
  private static final int AT_TIMESTAMP = 1;
  private static final int AFTER_SEQUENCE_NUMBER = 2;
  private static final int SHARD_END = 3;

  private StateFormat() {}

  @FunctionalInterface
  interface Writer<T> {
    void write(T value, DataOutputView out) throws IOException;
  }

  @FunctionalInterface
  interface Reader<T> {
    T read(DataInputView in) throws IOException;
  }

  static void writeSplit(ShardSplit split, DataOutputView out) throws IOException {
    out.writeUTF(split.shardId());
    writePosition(split.position(), out);
    writeList(split.parentShardIds(), out, StateFormat::writeText);
    out.writeLong(split.streamCreated().toEpochMilli());
  }

  static ShardSplit readSplit(DataInputView in) throws IOException {
    String shardId = in.readUTF();
    ShardPosition position = readPosition(in);
    List<String> parentShardIds = readList(in, StateFormat::readText);
    return new ShardSplit(shardId, position, parentShardIds, Instant.ofEpochMilli(in.readLong()));
  }

  static void writePosition(ShardPosition position, DataOutputView out) throws IOException {
    if (position instanceof ShardPosition.AtTimestamp at) {
      out.writeByte(AT_TIMESTAMP);
      out.writeLong(at.timestamp().toEpochMilli());
    } else if (position instanceof ShardPosition.AfterSequenceNumber after) {
      out.writeByte(AFTER_SEQUENCE_NUMBER);
      out.writeUTF(after.sequenceNumber());
    } else {
      out.writeByte(position instanceof ShardPosition.ShardEnd ? SHARD_END : TRIM_HORIZON);
    }
  }

  static ShardPosition readPosition(DataInputView in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case TRIM_HORIZON -> new ShardPosition.TrimHorizon();
      case AT_TIMESTAMP -> new ShardPosition.AtTimestamp(Instant.ofEpochMilli(in.readLong()));
      case AFTER_SEQUENCE_NUMBER -> new ShardPosition.AfterSequenceNumber(in.readUTF());
      case SHARD_END -> new ShardPosition.ShardEnd();
      default ->
          throw new IOException("Expected a kind of position from 0 to 3 but got " + kind + ".");
    };
  }

  static <T> void writeList(Collection<T> values, DataOutputView out, Writer<T> writer)
      throws IOException {
    out.writeInt(values.size());
    for (T value : values) {
      writer.write(value, out);
    }
  }

  static <T> List<T> readList(DataInputView in, Reader<T> reader) throws IOException {
    int size = in.readInt();
    List<T> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(reader.read(in));
    }
    return values;
  }

  static void writeText(String text, DataOutputView out) throws IOException {
    out.writeUTF(text);
  }

  static String readText(DataInputView in) throws IOException {
    return in.readUTF();
  }

  static void requireKnown(String what, int version, int newest) throws IOException {
    if (version < 1 || version > newest) {
      throw new IOException(
          "Cannot read %s from the checkpoint: expected format 1 to %d but got %d. Was it written by a newer release? Then run that one, or start without the checkpoint."
              .formatted(what, newest, version));
    }
  }

  static void requireAllRead(String what, DataInputDeserializer in) throws IOException {
    if (in.available() > 0) {
      throw new IOException(
          "Cannot read %s from the checkpoint: %d bytes too many. The checkpoint is damaged."
              .formatted(what, in.available()));
    }
  }
}
