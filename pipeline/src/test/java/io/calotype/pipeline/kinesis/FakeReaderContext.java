package io.calotype.pipeline.kinesis;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** What a reader finds around it in a job; keeps what the reader sends to the enumerator. */
final class FakeReaderContext implements SourceReaderContext {

  private final SourceReaderMetricGroup metrics =
      InternalSourceReaderMetricGroup.wrap(
          UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup());
  private final List<SourceEvent> sentEvents = new ArrayList<>();

  List<SourceEvent> sentEvents() {
    return sentEvents;
  }

  long bytesIn() {
    return metrics.getIOMetricGroup().getNumBytesInCounter().getCount();
  }

  @Override
  public SourceReaderMetricGroup metricGroup() {
    return metrics;
  }

  @Override
  public Configuration getConfiguration() {
    return new Configuration();
  }

  @Override
  public String getLocalHostName() {
    return "localhost";
  }

  @Override
  public int getIndexOfSubtask() {
    return 0;
  }

  @Override
  public void sendSplitRequest() {
    throw new UnsupportedOperationException("Shards are given out unasked.");
  }

  @Override
  public void sendSourceEventToCoordinator(SourceEvent event) {
    sentEvents.add(event);
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
  }
}
