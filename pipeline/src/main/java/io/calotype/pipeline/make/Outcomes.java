package io.calotype.pipeline.make;

import io.calotype.pipeline.announce.Announcement;
import io.calotype.pipeline.deadletter.DeadLetter;
import io.calotype.pipeline.event.OriginalEvent;
import org.apache.flink.api.common.functions.FlatMapFunction;

/** The streams that outcomes become. */
public final class Outcomes {
  private Outcomes() {}

  /** What is told to the world. */
  public static FlatMapFunction<Outcome, Announcement> announcements() {
    return (outcome, out) -> {
      Announcement announcement = outcome.announcement();
      if (announcement != null) {
        out.collect(announcement);
      }
    };
  }

  /** What is kept for people. */
  public static FlatMapFunction<Outcome, DeadLetter> deadLetters() {
    return (outcome, out) -> {
      DeadLetter deadLetter = outcome.deadLetter();
      if (deadLetter != null) {
        out.collect(deadLetter);
      }
    };
  }

  /** The events whose originals still lack slow formats. */
  public static FlatMapFunction<Outcome, OriginalEvent> slow() {
    return (outcome, out) -> {
      OriginalEvent slow = outcome.slow();
      if (slow != null) {
        out.collect(slow);
      }
    };
  }
}
