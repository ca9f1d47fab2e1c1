package io.calotype.cli.stack;

import io.calotype.infra.local.LocalStack;
import io.calotype.infra.local.StackOptions;
import io.calotype.infra.local.state.StackFile;
import java.io.IOException;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** Starts the real thing. */
public final class LocalLauncher implements SystemLauncher {
  private static final String CHECKPOINT_FAILURES =
      "org.apache.flink.runtime.checkpoint.CheckpointFailureManager";

  @Override
  public SystemHere start(StackOptions options, StackFile file)
      throws IOException, InterruptedException {
    LocalStack stack = LocalStack.start(options, file);
    return new SystemHere() {
      @Override
      public void awaitFailure() throws IOException, InterruptedException {
        stack.awaitFailure();
      }

      @Override
      public void close() {
        // Of a checkpoint that the end breaks off Flink warns as of one that failed.
        Configurator.setLevel(CHECKPOINT_FAILURES, Level.ERROR);
        stack.close();
      }
    };
  }
}
