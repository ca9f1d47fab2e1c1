package io.calotype.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many ask at once for what nobody has asked for before, it is rendered once. */
class OneRenderIT {
  private static final int VIEWERS = 100;

  @TempDir Path folder;

  @Test
  void rendersOnceForAHundredViewersAtOnce() throws Exception {
    WatchedEngine engine = new WatchedEngine();
    try (OnTheFlyFixture edge = new OnTheFlyFixture(folder, OnTheFlyFixture.settings(), engine)) {
      edge.put("rocket.jpg", StackFixture.photo("rocket.jpg"));

      List<byte[]> pictures =
          askAtOnce(edge, "/rocket.jpg?w=320&fit=cover&ratio=4:3&format=jpeg", VIEWERS);

      assertThat(engine.begun()).isEqualTo(1);
      assertThat(pictures).hasSize(VIEWERS).allMatch(p -> Arrays.equals(p, pictures.get(0)));

      // Two cache keys of one variant: the function itself makes one render of them.
      String other = "/rocket.jpg?w=640&fit=cover&ratio=4:3&format=jpeg";
      List<CompletableFuture<byte[]>> both =
          IntStream.range(0, 8).mapToObj(i -> ask(edge, other + "&v=000000000000000" + i)).toList();
      both.forEach(CompletableFuture::join);
      assertThat(engine.begun()).isEqualTo(2);
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
