package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.awt.Color;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DeadlineTest {
  private static final byte[] PNG = Pictures.file(Pictures.plain(300, 200, Color.RED), "png");

  private final Vips vips = Vips.load(VipsSettings.ofEnvironment());
  private final Deadline deadline = new Deadline(vips.functions());

  @Test
  void killsImagesThatAreBeingComputed() {
    try (Scope scope = new Scope(vips, deadline)) {
      Pointer image = load(scope).handle();

      deadline.pass();

      assertThat(vips.functions().vipsImageCopyMemory(image)).isNull();
      assertThat(vips.takeError()).contains("killed");
    }
  }

  @Test
  void killsImagesThatComeAfterIt() {
    try (Scope scope = new Scope(vips, new Deadline(vips.functions()))) {
      Pointer image = load(scope).handle();
      deadline.pass();

      deadline.watch(image);

      assertThat(vips.functions().vipsImageCopyMemory(image)).isNull();
      deadline.unwatch(image);
    }
  }

  @Test
  void leavesOtherRenderingsAlone() {
    try (Scope scope = new Scope(vips, new Deadline(vips.functions()))) {
      VipsImage image = load(scope);

      deadline.pass();

      assertThat(image.materialised().widthPx()).isEqualTo(300);
    }
  }

  @Test
  void letsNoStepBeginAfterIt() {
    try (Scope scope = new Scope(vips, deadline)) {
      VipsImage image = load(scope);

      deadline.pass();

      assertThatThrownBy(() -> image.resized(3, 2)).isInstanceOf(VipsException.class);
      assertThatThrownBy(image::materialised).isInstanceOf(VipsException.class);
      assertThatThrownBy(image::pixels).isInstanceOf(VipsException.class);
    }
  }

  @Test
  @Timeout(60)
  void passesByItself() {
    try (Deadline started = new Watchdog().start(vips.functions(), Duration.ofMillis(1))) {
      while (!started.passed()) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> started.check("anything")).isInstanceOf(VipsException.class);
    }
  }

  @Test
  @Timeout(60)
  void doesNotPassOnceClosed() {
    Watchdog watchdog = new Watchdog();
    Deadline closed = watchdog.start(vips.functions(), Duration.ofMillis(500));
    closed.close();

    // Deadlines pass in their order: when this one has, the other's turn is over.
    try (Deadline later = watchdog.start(vips.functions(), Duration.ofMillis(600))) {
      while (!later.passed()) {
        Thread.onSpinWait();
      }
    }
    assertThat(closed.passed()).isFalse();
  }

  private static VipsImage load(Scope scope) {
    Memory bytes = scope.buffer(PNG);
    return scope.image(
        "load", (functions, out) -> functions.vipsPngloadBuffer(bytes, bytes.size(), out));
  }
}
