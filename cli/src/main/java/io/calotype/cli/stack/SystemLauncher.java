package io.calotype.cli.stack;

import io.calotype.infra.local.StackOptions;
import io.calotype.infra.local.state.StackFile;
import java.io.IOException;

/** Starts the system in this process. */
public interface SystemLauncher {
  /**
   * Starts it and returns once pictures can be put; by then the file tells of it.
   *
   * @throws IOException with one line for users; what had been started is ended again
   * @throws io.calotype.variants.render.RendererUnavailableException with one line for users, where
   *     the engine cannot work on this machine
   */
  SystemHere start(StackOptions options, StackFile file) throws IOException, InterruptedException;

  /** The system that runs in this process. */
  interface SystemHere extends AutoCloseable {
    /**
     * Waits until a part ends that should not.
     *
     * @throws IOException with one line for users; this is the only way it returns
     */
    void awaitFailure() throws IOException, InterruptedException;

    /** Ends it; data stay. */
    @Override
    void close();
  }
}
