package io.calotype.cli.render;

import com.sun.management.OperatingSystemMXBean;
import io.calotype.cli.console.FileFault;
import io.calotype.cli.console.Progress;
import io.calotype.cli.report.Outcome;
import io.calotype.cli.report.Timing;
import io.calotype.variants.reason.RefusedException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Renders files, several at a time, and counts what it took. */
public final class RenderRun {
  private final LocalLadder ladder;
  private final OutputFolder out;
  private final int threads;

  /**
   * A run that has not begun.
   *
   * @param threads how many files are in memory at a time, 1 or more
   */
  public RenderRun(LocalLadder ladder, OutputFolder out, int threads) {
    this.ladder = ladder;
    this.out = out;
    this.threads = threads;
  }

  /**
   * What became of all files.
   *
   * @param outcomes in the order of the files
   * @param took the time from the first file's start to the last one's end
   * @param cpu the processor time of the whole process meanwhile, native code included
   */
  public record Result(List<Outcome> outcomes, Duration took, Duration cpu) {}

  /** Renders all files; a file that cannot be rendered does not keep the others from it. */
  public Result render(List<SourceFile> files, Progress progress) {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    long begunNs = System.nanoTime();
    long cpuBegunNs = cpuNs();
    try {
      List<Future<Outcome>> pending = new ArrayList<>();
      for (SourceFile file : files) {
        pending.add(
            workers.submit(
                () -> {
                  Outcome outcome = render(file);
                  progress.step();
                  return outcome;
                }));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> one : pending) {
        outcomes.add(one.get());
      }
      return new Result(
          outcomes,
          Duration.ofNanos(System.nanoTime() - begunNs),
          Duration.ofNanos(cpuNs() - cpuBegunNs));
    } catch (ExecutionException e) {
      throw new IllegalStateException("rendering a file threw what it should not", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      workers.shutdownNow();
    }
  }

  private Outcome render(SourceFile file) {
    String path = file.file().toString();
    long begunNs = System.nanoTime();
    try {
      LocalLadder.Made made = ladder.make(file);
      Timing render = new Timing("render", Duration.ofNanos(System.nanoTime() - begunNs));
      out.store(made.manifest(), made.files());
      return Outcome.ready(path, made.manifest(), List.of(render));
    } catch (RefusedException e) {
      return Outcome.refused(path, e);
    } catch (IOException e) {
      return Outcome.failed(path, FileFault.of(e));
    } catch (OutOfMemoryError e) {
      return Outcome.failed(
          path,
          "expected more memory than this machine gives: try --threads 1, or more of it with"
              + " CALOTYPE_JAVA_OPTS=-Xmx4g");
    }
  }

  private static long cpuNs() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
