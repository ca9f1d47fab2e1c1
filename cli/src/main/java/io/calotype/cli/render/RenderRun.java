package io.calotype.cli.render;

import io.calotype.cli.console.FileFault;
import io.calotype.cli.console.Progress;
import io.calotype.cli.report.Outcome;
import io.calotype.cli.report.Timing;
import io.calotype.cli.report.Work;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.render.CpuClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders files, several at a time, and counts what it took. */
public final class RenderRun {
  private static final Logger LOG = LoggerFactory.getLogger(RenderRun.class);

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
    CpuClock cpu = CpuClock.start();
    boolean alone = Math.min(threads, files.size()) == 1;
    try {
      List<Future<Outcome>> pending = new ArrayList<>();
      for (SourceFile file : files) {
        pending.add(
            workers.submit(
                () -> {
                  Outcome outcome = render(file, alone);
                  progress.step();
                  return outcome;
                }));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> one : pending) {
        outcomes.add(one.get());
      }
      return new Result(outcomes, Duration.ofNanos(System.nanoTime() - begunNs), cpu.taken());
    } catch (ExecutionException e) {
      throw new IllegalStateException("rendering a file threw what it should not", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      workers.shutdownNow();
    }
  }

  private Outcome render(SourceFile file, boolean alone) {
    String path = file.file().toString();
    long begunNs = System.nanoTime();
    CpuClock cpu = CpuClock.start();
    try {
      LocalLadder.Made made = ladder.make(file);
      Timing render = new Timing("render", Duration.ofNanos(System.nanoTime() - begunNs));
      Work work =
          new Work(ladder.maker().renderer().name(), alone ? cpu.taken() : null, made.cpu());
      out.store(made.manifest(), made.files());
      return Outcome.rendered(path, made.manifest(), List.of(render), work);
    } catch (RefusedException e) {
      return Outcome.refused(path, e);
    } catch (IOException e) {
      return Outcome.failed(path, FileFault.of(e));
    } catch (RuntimeException e) {
      LOG.debug("rendering {} failed", path, e);
      return Outcome.refused(path, Reason.CORRUPT.name(), engineFailed(e));
    } catch (OutOfMemoryError e) {
      return Outcome.failed(
          path,
          "expected more memory than this machine gives: try --threads 1, or more of it with"
              + " CALOTYPE_JAVA_OPTS=-Xmx4g");
    }
  }

  /** As the job says it: the engine failed in a way that it should not, and the rest go on. */
  private String engineFailed(RuntimeException e) {
    return "expected a picture that the "
        + ladder.maker().renderer().name()
        + " engine can render but it failed with "
        + e.getClass().getSimpleName()
        + ": save the picture anew";
  }
}
