package io.calotype.pipeline.announce;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Announces in the log, one line each. */
public final class LogAnnouncer implements Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(LogAnnouncer.class);

  @Override
  public Sink<Announcement> sink() {
    return new LogSink();
  }

  private static final class LogSink implements Sink<Announcement> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<Announcement> createWriter(WriterInitContext context) {
      return new LogWriter();
    }
  }

  private static final class LogWriter implements SinkWriter<Announcement> {
    @Override
    public void write(Announcement announcement, Context context) {
      // As JSON, since a key may hold line breaks.
      LOG.info("{} {}", announcement.type().detailType(), announcement.detail());
    }

    @Override
    public void flush(boolean endOfInput) {
      // Each line is out when it is written.
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
