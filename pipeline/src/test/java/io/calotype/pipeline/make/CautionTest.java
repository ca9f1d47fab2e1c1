package io.calotype.pipeline.make;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CautionTest {
  private static final long START_MS = 1_000;

  private final Caution caution = new Caution(START_MS);

  @Test
  void appliesToAllThatComesBeforeACheckpointCompletes() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(caution.appliesTo(START_MS + i)).isTrue();
    }
  }

  @Test
  void appliesToSomeOfWhatIsDoneAgainAfterIt() {
    caution.checkpointCompleted();
    for (int i = 0; i < 200; i++) {
      assertThat(caution.appliesTo(START_MS - 1)).isTrue();
    }
    assertThat(caution.appliesTo(START_MS - 1)).isFalse();
  }

  @Test
  void doesNotApplyAfterItToWhatCameSinceTheStart() {
    caution.checkpointCompleted();
    assertThat(caution.appliesTo(START_MS)).isFalse();
  }
}
