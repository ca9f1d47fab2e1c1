package io.calotype.pipeline.make;

import io.calotype.pipeline.render.HeapRoom;
import io.calotype.pipeline.render.KeptBases;
import java.util.HashMap;
import java.util.Map;

/**
 * What the two stages of a task keep in common: Flink gives them no object that both could hold.
 * From {@link #enter} to the close of whoever is the last to leave.
 */
final class SharedBases implements AutoCloseable {
  private static final Map<String, SharedBases> OPEN = new HashMap<>();

  private final String task;
  private final KeptBases bases = new KeptBases(HeapRoom.OF_PROCESS);
  private int users;

  private SharedBases(String task) {
    this.task = task;
  }

  /** What is shared in a task of this name; each that enters leaves once, by {@link #close}. */
  static SharedBases enter(String task) {
    synchronized (OPEN) {
      SharedBases shared = OPEN.computeIfAbsent(task, SharedBases::new);
      shared.users++;
      return shared;
    }
  }

  KeptBases bases() {
    return bases;
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      if (--users == 0) {
        OPEN.remove(task);
        bases.close();
      }
    }
  }
}
