package io.calotype.infra.local;

import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.Renderer;
import io.calotype.variants.render.Renderers;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The real engine: its renders are counted, and a test may do something before each of them. */
final class WatchedEngine implements Renderer {
  private final Renderer engine = Renderers.choose("auto");
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final Runnable before;

  WatchedEngine() {
    this(() -> {});
  }

  /** Runs this before each render, in its thread. */
  WatchedEngine(Runnable before) {
    this.before = before;
  }

  /** How many renders have begun. */
  int begun() {
    return begun.get();
  }

  /** How many have begun and not ended. */
  int running() {
    return running.get();
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public Set<Format> formats() {
    return engine.formats();
  }

  @Override
  public Ladder render(byte[] original, Plan plan) {
    begun.incrementAndGet();
    running.incrementAndGet();
    try {
      before.run();
      return engine.render(original, plan);
    } finally {
      running.decrementAndGet();
    }
  }
}
