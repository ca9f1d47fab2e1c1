package io.calotype.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The engine alone in its own process, with the same heap as the job. */
final class Engine implements AutoCloseable {
  private static final int HEAP_MB = 1500;
  private static final double NS_PER_MS = 1e6;

  private final ChildJvm process;

  private Engine(ChildJvm process) {
    this.process = process;
  }

  /** Starts it with a recipe. */
  static Engine start(String recipeJson, Path folder) throws IOException {
    ChildJvm process =
        ChildJvm.start("engine", EngineMain.class, HEAP_MB, folder.resolve("engine.log"));
    try {
      process.ask(new EngineMain.Start(recipeJson), EngineMain.Answer.class);
    } catch (IOException e) {
      process.close();
      throw e;
    }
    return new Engine(process);
  }

  /**
   * What rendering took.
   *
   * @param cpuMsPerImage of the whole process
   * @param compilerMsPerImage of it, what Java's compiler took
   * @param bytes for each photo of the set those of its ladder
   */
  record Rendered(double cpuMsPerImage, double compilerMsPerImage, List<Long> bytes) {
    /** Without what the compiler took. */
    double cpuMsCompiled() {
      return cpuMsPerImage - compilerMsPerImage;
    }
  }

  /**
   * Renders photos in turn.
   *
   * @param images how many; at least one of each
   * @param threads how many at a time
   */
  Rendered render(PhotoSet photos, int images, int threads) throws IOException {
    Duration before = Processes.cpu(process.handle());
    long compilerBefore = Processes.compilerNs(process.handle());
    EngineMain.Answer answer =
        process.ask(
            new EngineMain.Request(
                photos.files().stream().map(Path::toString).toList(), images, threads),
            EngineMain.Answer.class);
    Duration used = Processes.cpu(process.handle()).minus(before);
    if (answer.images() != images) {
      throw new IllegalStateException(
          "expected " + images + " ladders of the engine but it made " + answer.images());
    }
    long compiler = Processes.compilerNs(process.handle()) - compilerBefore;
    return new Rendered(
        used.toNanos() / NS_PER_MS / images, compiler / NS_PER_MS / images, answer.bytes());
  }

  @Override
  public void close() {
    process.close();
  }
}
