package io.calotype.pipeline.send;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Sends each element as a text to a service, at least once, in order as long as nothing fails.
 *
 * <p>What waits for its turn, or for the service to come back, is part of the checkpoint. A service
 * that is away is asked again for as long as it takes, since a restart would not bring it back;
 * past {@value #BUFFERED_MAX} waiting entries the job is held back.
 */
public final class BatchSink<T> extends AsyncSinkBase<T, String> {
  private static final long serialVersionUID = 1L;

  /** Entries that may wait in memory. */
  static final int BUFFERED_MAX = 1_000;

  private final BatchService.Opener opener;
  private final BatchLimits limits;

  /**
   * A sink.
   *
   * @param converter from an element to the text that the service takes
   */
  public BatchSink(
      ElementConverter<T, String> converter, BatchLimits limits, BatchService.Opener opener) {
    super(
        converter,
        limits.entriesMax(),
        1,
        Math.max(BUFFERED_MAX, limits.entriesMax() + 1),
        limits.bytesMax(),
        limits.waitMs(),
        limits.bytesMax());
    this.opener = opener;
    this.limits = limits;
  }

  @Override
  public StatefulSinkWriter<T, BufferedRequestState<String>> createWriter(
      WriterInitContext context) {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<T, BufferedRequestState<String>> restoreWriter(
      WriterInitContext context, Collection<BufferedRequestState<String>> buffered) {
    return new BatchWriter<>(getElementConverter(), context, limits, opener.open(), buffered);
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<String>> getWriterStateSerializer() {
    return new TextsSerializer();
  }

  private static final class TextsSerializer extends AsyncSinkWriterStateSerializer<String> {
    @Override
    protected void serializeRequestToStream(String text, DataOutputStream out) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected String deserializeRequestFromStream(long bytes, DataInputStream in)
        throws IOException {
      return new String(in.readNBytes((int) bytes), StandardCharsets.UTF_8);
    }

    @Override
    public int getVersion() {
      return 1;
    }
  }
}
