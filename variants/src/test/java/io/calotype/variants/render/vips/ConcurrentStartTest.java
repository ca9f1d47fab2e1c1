package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;

/** A task manager opens the renderer of each of its slots at the same moment. */
class ConcurrentStartTest {
  private static final int THREADS = 8;

  @RepeatedTest(3)
  void manyThreadsOfANewProcessMayOpenItAtOnce() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Start.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains(THREADS + " opened");
  }

  /** The child. */
  static final class Start {
    private Start() {}

    public static void main(String[] arguments) throws InterruptedException {
      CountDownLatch ready = new CountDownLatch(THREADS);
      CountDownLatch opened = new CountDownLatch(THREADS);
      for (int i = 0; i < THREADS; i++) {
        new Thread(
                () -> {
                  ready.countDown();
                  try {
                    ready.await();
                  } catch (InterruptedException e) {
                    return;
                  }
                  VipsRenderer.open();
                  opened.countDown();
                })
            .start();
      }
      opened.await();
      System.out.println(THREADS + " opened");
    }
  }
}
