package io.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.benchmarks.stages.Picture;
import io.calotype.pipeline.event.OriginalEvent;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.render.Ladder;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No benchmark can win by measuring nothing. */
class BenchmarkControlsTest {
  static Collection<BenchmarkClass> all() {
    return BenchmarkClass.all().toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesWhatWasNotMadeOrIsWrongOrIsHandedOutAgain(BenchmarkClass type) throws Exception {
    Object benchmark = type.setUp();
    Kept<Object, Object> kept = type.kept(benchmark);
    assertThatThrownBy(kept::control)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("none was made");

    type.run(benchmark);
    kept.keep(kept.input(), wrong(kept.result()));
    assertThatThrownBy(() -> type.control(benchmark))
        .rootCause()
        .hasMessageStartingWith("expected");

    type.run(benchmark);
    assertThatCode(() -> type.control(benchmark)).doesNotThrowAnyException();

    // Inputs take turns, so that what a cache hands out is never the result directly before.
    Object input = kept.input();
    Object result = kept.result();
    kept.keep(new Object(), new Object());
    kept.keep(input, result);
    assertThatThrownBy(kept::control)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was not made anew");
  }

  private static Object wrong(Object result) {
    if (result instanceof Ladder ladder) {
      return new Ladder(ladder.images().subList(1, ladder.images().size()), ladder.preview());
    }
    if (result instanceof Plan plan) {
      return plan.with(plan.images().subList(1, plan.images().size()));
    }
    if (result instanceof Picture picture) {
      return new Blank(picture.widthPx(), picture.heightPx());
    }
    if (result instanceof ImageHeader header) {
      return new ImageHeader(header.format(), header.widthPx() + 1, header.heightPx(), 1, 1, false);
    }
    if (result instanceof Manifest manifest) {
      return Manifest.rejected(
          manifest.key(), manifest.source(), manifest.recipe(), Reason.CORRUPT, "broken");
    }
    if (result instanceof OriginalEvent event) {
      return new OriginalEvent(
          event.kind(), event.bucket(), "another", null, 1, "00", "shard", "1", 0, new byte[0]);
    }
    if (result instanceof List<?> list) {
      return list.subList(1, list.size());
    }
    if (result instanceof Optional<?>) {
      return Optional.of(VariantName.parse("w1.jpg").orElseThrow());
    }
    if (result instanceof byte[]) {
      return new byte[] {'{', '}'};
    }
    throw new AssertionError("expected to know a wrong " + result.getClass());
  }

  private record Blank(int widthPx, int heightPx) implements Picture {
    @Override
    public byte[] pixels() {
      return new byte[3 * widthPx * heightPx];
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
