package io.calotype.pipeline.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.render.VariantBudget.Share;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class VariantBudgetTest {
  private final VariantBudget budget = new VariantBudget(10 * 1024, 4 * 1024);

  @Test
  void countsWhatIsHeld() throws InterruptedException {
    Share bytes = budget.takeBytes(3_000);
    Share pixels = budget.takePixels(100);
    assertThat(budget.bytesInFlight()).isEqualTo(3_000);
    assertThat(budget.pixelsInFlight()).isEqualTo(100);
    bytes.giveBack();
    pixels.giveBack();
    assertThat(budget.bytesInFlight()).isZero();
    assertThat(budget.pixelsInFlight()).isZero();
  }

  @Test
  void letsOneLargerThanTheBudgetThroughAlone() throws InterruptedException {
    Share large = budget.takeBytes(1_000_000_000_000L);
    AtomicBoolean passed = new AtomicBoolean();
    CountDownLatch started = new CountDownLatch(1);
    Thread small =
        new Thread(
            () -> {
              started.countDown();
              try {
                Share share = budget.takeBytes(1);
                passed.set(true);
                share.giveBack();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    small.start();
    started.await();
    Awaitility.await().until(() -> small.getState() == Thread.State.WAITING);
    assertThat(passed).isFalse();
    large.giveBack();
    small.join();
    assertThat(passed).isTrue();
    assertThat(budget.bytesInFlight()).isZero();
  }

  @Test
  void givesTheWholeBudgetOutInParts() throws InterruptedException {
    Share first = budget.takeBytes(5 * 1024);
    Share second = budget.takeBytes(5 * 1024);
    assertThat(budget.bytesInFlight()).isEqualTo(10 * 1024);
    first.giveBack();
    second.giveBack();
  }
}
