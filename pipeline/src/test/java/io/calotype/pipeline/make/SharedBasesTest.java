package io.calotype.pipeline.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.render.KeptBases;
import io.calotype.variants.manifest.Source;
import io.calotype.variants.render.BasePicture;
import org.junit.jupiter.api.Test;

class SharedBasesTest {
  private static final Source SOURCE = new Source("etag", 1, null);

  @Test
  void areTheSameInATaskUntilItsLastStageEnds() {
    SharedBases eager = SharedBases.enter("task 1");
    SharedBases slow = SharedBases.enter("task 1");
    SharedBases elsewhere = SharedBases.enter("task 2");
    keep(eager.bases());
    assertThat(slow.bases().find("a", SOURCE)).isPresent();
    assertThat(elsewhere.bases().find("a", SOURCE)).isEmpty();

    eager.close();
    assertThat(slow.bases().find("a", SOURCE)).isPresent();
    slow.close();
    assertThat(slow.bases().bytes()).isZero();
    SharedBases restarted = SharedBases.enter("task 1");
    assertThat(restarted.bases().find("a", SOURCE)).isEmpty();
    keep(restarted.bases());
    assertThat(restarted.bases().find("a", SOURCE)).isPresent();
    restarted.close();
    elsewhere.close();
  }

  private static void keep(KeptBases bases) {
    bases
        .keeper("a", SOURCE, new byte[1])
        .offer(3, () -> new BasePicture(1, 1, 3, 1, 1, new byte[3]));
  }
}
