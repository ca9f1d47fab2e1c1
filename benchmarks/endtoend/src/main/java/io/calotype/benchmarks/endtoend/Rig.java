package io.calotype.benchmarks.endtoend;

import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is measured, set up for one recipe: the stand-ins, the engine alone, and the job, which
 * can be stopped and started again with another number of slots.
 */
final class Rig implements AutoCloseable {
  /** Enough for two renderers, as {@code ./calotype up} has it, whatever is started. */
  private static final int SHARDS = 4;

  /** For the first checkpoint, and for all that is to be warmed up with. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Of the compiler for each image of a warm-up. */
  private static final double COMPILER_MS_MAX = 2;

  private final Path folder;
  private final String recipeJson;
  private final Recipe recipe;
  private final StandIns standIns;
  private final Originals originals;
  private final Engine engine;
  private @Nullable Job job;
  private int batches;

  /** Starts all but the job. */
  Rig(String recipeJson, Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.recipeJson = recipeJson;
    this.recipe = RecipeReader.read("the recipe", recipeJson.getBytes(StandardCharsets.UTF_8));
    this.standIns = new StandIns(folder, SHARDS, rounds());
    this.originals = new Originals(standIns);
    try {
      this.engine = Engine.start(recipeJson, folder);
    } catch (IOException e) {
      standIns.close();
      throw e;
    }
  }

  /** Starts the job; it goes on where it was stopped. */
  void startJob(int slots) throws IOException {
    stopJob();
    job = Job.start(standIns.jobProperties(recipeJson), slots, folder);
  }

  /** Stops the job and starts it in the same process, whose code stays compiled. */
  void restartJob(int slots) throws IOException {
    job = job().restart(standIns.jobProperties(recipeJson), slots, folder);
  }

  /** Stops the job, its checkpoint kept. */
  void stopJob() {
    if (job != null) {
      job.close();
      job = null;
    }
  }

  /**
   * Renders until the compiler has all but done with the path through Flink and the clients, and
   * the job has completed a checkpoint, before which it renders with caution, one at a time.
   *
   * @param least images that are rendered in any case
   * @param most images after which the compiler is waited for no longer
   */
  void warmUp(PhotoSet photos, int least, int most) throws IOException, InterruptedException {
    engine.render(photos, Math.max(least / 3, photos.files().size()), job().slots());
    long endNs = System.nanoTime() + PATIENCE.toNanos();
    int done = 0;
    boolean settled = false;
    while (System.nanoTime() < endNs) {
      if (done >= least && (settled || done >= most) && job().counters().hasCheckpoint()) {
        return;
      }
      int some = Math.max(10, least / 3);
      settled = Batch.run(this, photos, nextPrefix(), some).compilerCpuMs() < COMPILER_MS_MAX;
      done += some;
      System.err.printf("  warms up: the job, %d small pictures%n", done);
    }
    if (job().counters().hasCheckpoint()) {
      return; // A slow machine: what its compiler still takes is told with the figures.
    }
    throw new IllegalStateException(
        "expected the job to complete a checkpoint within "
            + PATIENCE
            + " and "
            + done
            + " images");
  }

  /** A batch through the whole path, with its control. */
  Batch batch(PhotoSet photos, int images, List<Long> engineBytes)
      throws IOException, InterruptedException {
    Batch batch = Batch.run(this, photos, nextPrefix(), images);
    control().require(batch.put(), engineBytes);
    return batch;
  }

  /** The beginning of keys that nobody has used yet. */
  String nextPrefix() {
    return "batch-" + batches++;
  }

  Control control() {
    return new Control(standIns, recipe);
  }

  Recipe recipe() {
    return recipe;
  }

  /** Renders of each original, and manifests: where formats are slow, they follow in a second. */
  int rounds() {
    return recipe.encodings().stream().anyMatch(Encoding::slow) ? 2 : 1;
  }

  StandIns standIns() {
    return standIns;
  }

  Originals originals() {
    return originals;
  }

  Engine engine() {
    return engine;
  }

  Job job() {
    if (job == null) {
      throw new IllegalStateException("expected the job to have been started");
    }
    return job;
  }

  @Override
  public void close() {
    stopJob();
    engine.close();
    originals.close();
    standIns.close();
  }
}
