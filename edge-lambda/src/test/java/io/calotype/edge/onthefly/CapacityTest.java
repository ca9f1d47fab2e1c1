package io.calotype.edge.onthefly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class CapacityTest {
  private static final Deadline FAR = Deadline.in(Duration.ofMinutes(5));
  private static final Deadline SOON = Deadline.in(Duration.ofMillis(1));

  @Test
  void turnsAwayAtOnceWhomeverFindsTooManyWaiting() {
    Capacity capacity = new Capacity(2, 0, 1, 1);
    Capacity.Share first = capacity.takeTurn(FAR);
    Capacity.Share second = capacity.takeTurn(FAR);

    assertTurnedAway(() -> capacity.takeTurn(FAR));
    second.giveBack();
    Capacity.Share third = capacity.takeTurn(FAR);
    first.giveBack();
    third.giveBack();
  }

  @Test
  void letsSomeWaitForTheirTurn() throws Exception {
    Capacity capacity = new Capacity(1, 1, 1, 1);
    Capacity.Share first = capacity.takeTurn(FAR);
    AtomicBoolean had = new AtomicBoolean();
    CountDownLatch done = new CountDownLatch(1);
    Thread waiting =
        new Thread(
            () -> {
              capacity.takeTurn(FAR).giveBack();
              had.set(true);
              done.countDown();
            });
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(2);
    }

    assertTurnedAway(() -> capacity.takeTurn(FAR));
    assertThat(had).isFalse();
    first.giveBack();
    done.await();
    assertThat(had).isTrue();
  }

  @Test
  void turnsAwayWhoeverWaitsToTheEndOfHisTime() {
    Capacity capacity = new Capacity(1, 5, 1, 1);
    Capacity.Share first = capacity.takeTurn(FAR);

    assertTurnedAway(() -> capacity.takeTurn(SOON));
    first.giveBack();
    for (int i = 0; i < 20; i++) {
      capacity.takeTurn(FAR).giveBack();
    }
  }

  @Test
  void boundsBytesAndPixelsEachByItself() {
    Capacity capacity = new Capacity(9, 9, 100_000, 100_000);
    Capacity.Share bytes = capacity.takeBytes(60_000, FAR);
    Capacity.Share pixels = capacity.takePixels(60_000, FAR);

    assertTurnedAway(() -> capacity.takeBytes(60_000, SOON));
    assertTurnedAway(() -> capacity.takePixels(60_000, SOON));
    bytes.giveBack();
    capacity.takeBytes(60_000, FAR).giveBack();
    assertTurnedAway(() -> capacity.takePixels(60_000, SOON));
    pixels.giveBack();
    capacity.takePixels(60_000, FAR).giveBack();
  }

  @Test
  void letsThroughAloneWhatIsLargerThanTheWhole() {
    Capacity capacity = new Capacity(9, 9, 100_000, 100_000);
    Capacity.Share huge = capacity.takeBytes(Long.MAX_VALUE / 2, FAR);

    assertTurnedAway(() -> capacity.takeBytes(1, SOON));
    huge.giveBack();
    capacity.takeBytes(1, FAR).giveBack();
  }

  private static void assertTurnedAway(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    RefusedAnswer answer = catchThrowableOfType(RefusedAnswerException.class, call).answer();
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.retryAfterSeconds()).isPositive();
  }
}
