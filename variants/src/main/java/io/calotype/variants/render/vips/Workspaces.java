package io.calotype.variants.render.vips;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The workspaces of an engine: as many as it ever had renderings at once. */
final class Workspaces implements AutoCloseable {
  private final Queue<Workspace> free = new ConcurrentLinkedQueue<>();

  /** One for a rendering, empty. */
  Workspace take() {
    Workspace workspace = free.poll();
    return workspace == null ? new Workspace() : workspace;
  }

  /** Takes it back; nothing may read its pieces any more. */
  void giveBack(Workspace workspace) {
    workspace.clear();
    free.add(workspace);
  }

  /** Frees them; none may be in use. */
  @Override
  public void close() {
    free.forEach(Workspace::close);
    free.clear();
  }
}
