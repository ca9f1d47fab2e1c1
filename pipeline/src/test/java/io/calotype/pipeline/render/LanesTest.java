package io.calotype.pipeline.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.render.VariantBudget.Share;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final Lanes lanes = new Lanes();

  @Test
  void letsWhatIsSlowBeginOnceNothingElseIsInHand() throws Exception {
    Share first = lanes.fast().enter();
    Share second = lanes.fast().enter();
    CountDownLatch begun = new CountDownLatch(1);
    Thread slow = slow(Duration.ofDays(1), begun);
    Awaitility.await().until(() -> slow.getState() == Thread.State.TIMED_WAITING);
    first.giveBack();
    assertThat(begun.getCount()).isEqualTo(1);
    second.giveBack();
    slow.join();
    assertThat(begun.getCount()).isZero();
  }

  @Test
  void letsWhatIsSlowBeginAtLastThoughTheRestNeverEnds() throws Exception {
    lanes.fast().enter();
    CountDownLatch begun = new CountDownLatch(1);
    slow(Duration.ofMillis(1), begun).join();
    assertThat(begun.getCount()).isZero();
  }

  @Test
  void neverHoldsTheRest() throws Exception {
    Share slow = lanes.slow(Duration.ofDays(1)).enter();
    lanes.fast().enter().giveBack();
    slow.giveBack();
  }

  private Thread slow(Duration waitMax, CountDownLatch begun) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Share share = lanes.slow(waitMax).enter();
                begun.countDown();
                share.giveBack();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    return thread;
  }
}
