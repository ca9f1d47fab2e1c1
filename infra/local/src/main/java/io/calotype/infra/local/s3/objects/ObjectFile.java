package io.calotype.infra.local.s3.objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * One object in one file: its bytes, then all else about it as JSON, then that JSON's length and a
 * mark. So bytes and headers are published by one rename and can never belong to two versions, no
 * feature of the file system is needed, and an image viewer opens the file as it is.
 */
final class ObjectFile {
  private static final byte[] MARK = "calotype".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL_BYTES = Integer.BYTES + MARK.length;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ObjectFile() {}

  /** Appends what makes a file of bytes an object. */
  static void seal(Path file, StoredObject object) throws IOException {
    byte[] json = JSON.writeValueAsBytes(object);
    ByteBuffer footer = ByteBuffer.allocate(json.length + TAIL_BYTES);
    footer.put(json).putInt(json.length).put(MARK).flip();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.position(channel.size());
      while (footer.hasRemaining()) {
        channel.write(footer);
      }
    }
  }

  /** Reads what {@link #seal} wrote; empty when the file is not a whole object. */
  static Optional<StoredObject> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long end = channel.size() - TAIL_BYTES;
      if (end < 0) {
        return Optional.empty();
      }
      ByteBuffer tail = ByteBuffer.wrap(readAt(channel, end, TAIL_BYTES));
      int jsonBytes = tail.getInt();
      byte[] mark = new byte[MARK.length];
      tail.get(mark);
      if (!Arrays.equals(mark, MARK) || jsonBytes < 0 || jsonBytes > end) {
        return Optional.empty();
      }
      byte[] json = readAt(channel, end - jsonBytes, jsonBytes);
      StoredObject object = JSON.readValue(json, StoredObject.class);
      return object.sizeBytes() == end - jsonBytes ? Optional.of(object) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static byte[] readAt(FileChannel channel, long position, int bytes) throws IOException {
    byte[] read = new byte[bytes];
    ByteBuffer buffer = ByteBuffer.wrap(read);
    while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
      // until full, or until the file ends
    }
    return read;
  }
}
