package io.calotype.variants.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A run of mutations, in child processes that are replaced when they die or hang; keeps the files
 * that did it.
 */
final class FuzzRun {
  private static final long SILENCE_SECONDS_MAX = 60;

  private final long seed;
  private final Path folder;
  private final List<Path> specimens;
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private int current;

  /**
   * A run.
   *
   * @param seed decides all mutations
   * @param folder for the files that were too much
   * @param specimens folders with files to mutate beside those that are made
   */
  FuzzRun(long seed, Path folder, List<Path> specimens) {
    this.seed = seed;
    this.folder = folder;
    this.specimens = List.copyOf(specimens);
  }

  /** How many ended how: {@code PICTURES}, or the reason of the refusal. */
  Map<String, Integer> outcomes() {
    return outcomes;
  }

  /** Crashes, hangs, and whatever else is neither pictures nor a reason. */
  List<String> faults() {
    return faults;
  }

  /** Renders so many mutations. */
  void run(int count) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    int next = 0;
    while (next < count) {
      current = -1;
      Process child = child(next, count);
      AtomicLong lastHeardNs = new AtomicLong(System.nanoTime());
      Thread watch = watch(child, lastHeardNs);
      try (BufferedReader lines = child.inputReader()) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          lastHeardNs.set(System.nanoTime());
          hear(line);
        }
      }
      int status = child.waitFor();
      watch.join();
      if (status == 0) {
        return;
      }
      if (current < 0) {
        throw new IOException("expected the child to start but it ended with " + status);
      }
      fault("process ended with status " + status);
      next = current + 1;
    }
  }

  private void hear(String line) throws IOException {
    if (line.startsWith("begins ")) {
      current = Integer.parseInt(line.substring("begins ".length()));
    } else if (line.startsWith("ends FAULT")) {
      fault(line.substring("ends ".length()));
    } else if (line.startsWith("ends ")) {
      outcomes.merge(line.substring("ends ".length()), 1, Integer::sum);
    }
  }

  private void fault(String what) throws IOException {
    Path kept = folder.resolve("seed-" + seed + "-number-" + current);
    Files.copy(folder.resolve("current"), kept, StandardCopyOption.REPLACE_EXISTING);
    faults.add(what + ": " + kept);
  }

  private Process child(int from, int to) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-Djava.awt.headless=true", "-XX:-CreateCoredumpOnCrash"));
    command.add("-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Fuzzing.class.getName()));
    command.addAll(List.of("" + seed, "" + from, "" + to, folder.toString()));
    specimens.forEach(path -> command.add(path.toString()));
    return new ProcessBuilder(command).redirectError(folder.resolve("errors.log").toFile()).start();
  }

  /** Ends a child that says nothing for too long. */
  private static Thread watch(Process child, AtomicLong lastHeardNs) {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (!child.waitFor(1, TimeUnit.SECONDS)) {
                  long silentNs = System.nanoTime() - lastHeardNs.get();
                  if (silentNs > TimeUnit.SECONDS.toNanos(SILENCE_SECONDS_MAX)) {
                    child.destroyForcibly();
                  }
                }
              } catch (InterruptedException e) {
                child.destroyForcibly();
              }
            },
            "fuzz-watch");
    watch.setDaemon(true);
    watch.start();
    return watch;
  }
}
