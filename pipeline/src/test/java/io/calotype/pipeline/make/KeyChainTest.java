package io.calotype.pipeline.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class KeyChainTest {
  private final Queue<Runnable> executor = new ArrayDeque<>();
  private final KeyChain chain = new KeyChain(executor::add);
  private final List<String> done = new ArrayList<>();

  @Test
  void keepsWorkOfOneKeyInOrderAndOffTheExecutorUntilItsTurn() {
    chain.submit("a", () -> done.add("a1"));
    chain.submit("a", () -> done.add("a2"));
    chain.submit("b", () -> done.add("b1"));
    assertThat(executor).hasSize(2);
    runAll();
    assertThat(done).containsExactly("a1", "b1", "a2");
  }

  @Test
  void goesOnAfterWorkThatThrows() {
    chain.submit(
        "a",
        () -> {
          throw new IllegalStateException("a test");
        });
    chain.submit("a", () -> done.add("a2"));
    assertThatThrownBy(() -> executor.remove().run()).hasMessage("a test");
    runAll();
    assertThat(done).containsExactly("a2");
  }

  @Test
  void forgetsKeysWithoutWork() {
    chain.submit("a", () -> done.add("a1"));
    assertThat(chain.keys()).isEqualTo(1);
    runAll();
    assertThat(chain.keys()).isZero();
  }

  @Test
  void dropsWhatWaitsWhereTheExecutorWasShutDown() {
    boolean[] open = {true};
    KeyChain closing =
        new KeyChain(
            work -> {
              if (!open[0]) {
                throw new RejectedExecutionException();
              }
              executor.add(work);
            });
    closing.submit("a", () -> done.add("a1"));
    closing.submit("a", () -> done.add("a2"));
    open[0] = false;
    runAll();
    assertThat(done).containsExactly("a1");
  }

  private void runAll() {
    for (Runnable next = executor.poll(); next != null; next = executor.poll()) {
      next.run();
    }
  }
}
