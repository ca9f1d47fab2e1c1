package io.calotype.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestVariant;
import io.calotype.variants.manifest.Rejection;
import io.calotype.variants.manifest.Source;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlTest {
  private static final int WIDTH_PX = 1000;
  private static final Source SOURCE = new Source("0123", 5, null, null);

  private final Recipe recipe = RecipeReader.defaultRecipe();

  @Test
  void takesTheWholeLadder() {
    assertThatCode(() -> Control.requireLadder(ready(ladder()), recipe)).doesNotThrowAnyException();
  }

  @Test
  void refusesALadderThatLacksAVariant() {
    List<ManifestVariant> ladder = ladder();
    ladder.remove(3);

    assertThatThrownBy(() -> Control.requireLadder(ready(ladder), recipe))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("expected the ladder of a.jpg to be ready");
  }

  @Test
  void refusesAVariantOfAnotherWidth() {
    List<ManifestVariant> ladder = ladder();
    ManifestVariant first = ladder.get(0);
    ladder.set(0, new ManifestVariant(first.name(), first.format(), 159, 100, 10, "e"));

    assertThatThrownBy(() -> Control.requireLadder(ready(ladder), recipe))
        .hasMessageContaining("but got 159");
  }

  @Test
  void refusesARefusal() {
    Manifest rejected =
        new Manifest(
            1,
            "a.jpg",
            Manifest.State.rejected,
            SOURCE,
            "r",
            "v",
            new Rejection(Reason.CORRUPT, "expected a picture"),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);

    assertThatThrownBy(() -> Control.requireLadder(rejected, recipe))
        .hasMessageContaining("rejected");
  }

  @Test
  void refusesAJobThatCountedNothing() {
    assertThatThrownBy(
            () ->
                Batch.requireAllMade(
                    2,
                    1,
                    10,
                    new JobCounters.Counts(0, 2, 0, 0, 0, 0),
                    new WriteLog.Counts(2, 20, 0)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesAJobThatLeftSlowFormatsOut() {
    assertThatThrownBy(
            () ->
                Batch.requireAllMade(
                    2,
                    2,
                    10,
                    new JobCounters.Counts(2, 0, 0, 0, 2, 0),
                    new WriteLog.Counts(2, 20, 0)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesAJobThatStoredTooLittle() {
    assertThatThrownBy(
            () ->
                Batch.requireAllMade(
                    2,
                    1,
                    10,
                    new JobCounters.Counts(2, 0, 0, 0, 2, 0),
                    new WriteLog.Counts(2, 19, 0)))
        .isInstanceOf(IllegalStateException.class);
  }

  private List<ManifestVariant> ladder() {
    List<ManifestVariant> ladder = new ArrayList<>();
    for (VariantName name : recipe.ladder()) {
      ladder.add(
          new ManifestVariant(
              name.toString(),
              name.format().id(),
              Math.min(name.widthPx(), WIDTH_PX),
              100,
              10,
              "e"));
    }
    return ladder;
  }

  private static Manifest ready(List<ManifestVariant> ladder) {
    return new Manifest(
        1,
        "a.jpg",
        Manifest.State.ready,
        SOURCE,
        "r",
        "v",
        null,
        WIDTH_PX,
        600,
        ladder,
        List.of(),
        null,
        Map.of(),
        "1QcSHQRnh493V4dIh4eXh1h4kJUI",
        "#1e90ff");
  }
}
