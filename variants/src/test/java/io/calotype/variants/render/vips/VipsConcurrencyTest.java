package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.plan.Plan;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class VipsConcurrencyTest {
  private static final int ROUNDS = 60;

  @Test
  void givesEachThreadItsOwnPictureAndReason() throws Exception {
    byte[] cut = Pictures.file(Pictures.noise(300, 200), "png");
    byte[] corrupt = cut.clone();
    Arrays.fill(corrupt, corrupt.length / 2, corrupt.length / 2 + 300, (byte) 0x55);
    List<Callable<Void>> work =
        List.of(
            () -> renders(Pictures.file(Pictures.plain(700, 500, Color.RED), "jpeg")),
            () -> renders(Pictures.file(Pictures.plain(700, 500, new Color(1, 2, 3, 99)), "png")),
            () -> refuses(Arrays.copyOf(cut, cut.length / 2), Reason.TRUNCATED),
            () -> refuses(corrupt, Reason.CORRUPT));

    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static Void renders(byte[] file) {
    Recipe recipe = Pictures.allFormats(50, 300);
    byte[] expected = Pictures.render(file, recipe).get(0).bytes();
    for (int i = 0; i < ROUNDS; i++) {
      assertThat(Pictures.render(file, recipe).get(0).bytes()).isEqualTo(expected);
    }
    return null;
  }

  private static Void refuses(byte[] file, Reason expected) {
    Plan plan = Pictures.plan(file, Pictures.png(100));
    for (int i = 0; i < ROUNDS; i++) {
      Reason found = null;
      try {
        Pictures.RENDERER.render(file, plan);
      } catch (RefusedException e) {
        found = e.reason();
      }
      assertThat(found).isEqualTo(expected);
    }
    return null;
  }
}
