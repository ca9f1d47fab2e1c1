package io.calotype.cli.stack;

import io.calotype.infra.local.LocalStack;
import io.calotype.infra.local.StackOptions;
import io.calotype.infra.local.state.StackFile;
import java.io.IOException;

/** Starts the real thing. */
public final class LocalLauncher implements SystemLauncher {
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
        stack.close();
      }
    };
  }
}
