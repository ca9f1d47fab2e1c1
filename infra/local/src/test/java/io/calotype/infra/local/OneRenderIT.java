package io.calotype.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.Renderer;
import io.calotype.variants.render.Renderers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many ask at once for what nobody has asked for before, it is rendered once. */
class OneRenderIT {
  private static final int VIEWERS = 100;

  @TempDir Path folder;

  /** The real engine, counted. */
  private record Counting(Renderer engine, AtomicInteger renders) implements Renderer {
    @Override
    public String name() {
      return engine.name();
    }

    @Override
    public Set<Format> formats() {
      return engine.formats();
    }

    @Override
    public Ladder render(byte[] original, Plan plan) {
      renders.incrementAndGet();
      return engine.render(original, plan);
    }
  }

  @Test
  void rendersOnceForAHundredViewersAtOnce() throws Exception {
    Counting engine = new Counting(Renderers.choose("auto"), new AtomicInteger());
    try (OnTheFlyFixture edge = new OnTheFlyFixture(folder, OnTheFlyFixture.settings(), engine)) {
      edge.put("rocket.jpg", StackFixture.photo("rocket.jpg"));

      List<byte[]> pictures =
          askAtOnce(edge, "/rocket.jpg?w=320&fit=cover&ratio=4:3&format=jpeg", VIEWERS);

      assertThat(engine.renders()).hasValue(1);
      assertThat(pictures).hasSize(VIEWERS).allMatch(p -> Arrays.equals(p, pictures.get(0)));

      // Two cache keys of one variant: the function itself makes one render of them.
      String other = "/rocket.jpg?w=640&fit=cover&ratio=4:3&format=jpeg";
      List<CompletableFuture<byte[]>> both =
          IntStream.range(0, 8).mapToObj(i -> ask(edge, other + "&v=000000000000000" + i)).toList();
      both.forEach(CompletableFuture::join);
      assertThat(engine.renders()).hasValue(2);
    }
  }

  private static List<byte[]> askAtOnce(OnTheFlyFixture edge, String target, int viewers) {
    List<CompletableFuture<byte[]>> answers =
        IntStream.range(0, viewers).mapToObj(i -> ask(edge, target)).toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private static CompletableFuture<byte[]> ask(OnTheFlyFixture edge, String target) {
    return edge.ask(target)
        .thenApply(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(200);
              return answer.body();
            });
  }
}
