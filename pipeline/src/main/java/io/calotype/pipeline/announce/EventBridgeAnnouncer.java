package io.calotype.pipeline.announce;

import io.calotype.pipeline.send.AwsAccess;
import io.calotype.pipeline.send.BatchLimits;
import io.calotype.pipeline.send.BatchSink;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Announces on a bus of EventBridge.
 *
 * @param bus its name or ARN
 * @param access how EventBridge is reached
 */
public record EventBridgeAnnouncer(String bus, AwsAccess access) implements Announcer {
  /** 10 entries and 256 KB a request; a tenth of a second is not missed by who waits for it. */
  private static final BatchLimits LIMITS = new BatchLimits(10, 256 * 1024, 100);

  @Override
  public Sink<Announcement> sink() {
    // Copied, so that the sink does not hold this record, which need not be serialisable.
    String onBus = bus;
    AwsAccess through = access;
    return new BatchSink<>(
        (announcement, context) -> announcement.json(),
        LIMITS,
        () -> new EventBridgeService(onBus, through));
  }
}
