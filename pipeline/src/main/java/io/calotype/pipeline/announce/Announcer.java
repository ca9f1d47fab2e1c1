package io.calotype.pipeline.announce;

import org.apache.flink.api.connector.sink2.Sink;

/** Where announcements go. */
@FunctionalInterface
public interface Announcer {
  /** The sink that ends the job; it delivers each announcement at least once. */
  Sink<Announcement> sink();
}
