package io.calotype.benchmarks.peers;

import io.calotype.benchmarks.MadePhoto;
import io.calotype.benchmarks.Scratch;
import io.calotype.variants.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Contenders side by side: each is a process of its own with one thread for its work, and for each
 * photo all take their turn, in an order that moves on each time, so that what else the machine
 * does meets all alike.
 *
 * <p>The first is what the others are compared with. One that does not start, or cannot make what
 * is asked for, is left out and told of.
 */
public final class Comparison implements AutoCloseable {
  private static final int WARM_UP_LADDERS = 10;

  /** Of those that do not tell what their compiler takes, if they have one. */
  private static final int UNTOLD_WARM_UP_LADDERS = 5;

  private static final int WARM_UP_TURNS_MAX = 30;

  /** Of a contender's processor time: below it the compiler no longer counts. */
  private static final double COMPILER_SHARE_MAX = 0.02;

  private final List<PeerProcess> processes = new ArrayList<>();
  private final Consumer<String> notes;
  private final Inspection inspection = new Inspection();
  private final Expected expected = new Expected();

  private Comparison(Consumer<String> notes) {
    this.notes = notes;
  }

  /**
   * Starts them.
   *
   * @param reference what the others are compared with
   * @param notes is told of those that are left out
   * @throws IOException where the reference does not start
   */
  public static Comparison start(Peer reference, List<Peer> others, Consumer<String> notes)
      throws IOException {
    Comparison comparison = new Comparison(notes);
    comparison.processes.add(
        PeerProcess.start(reference)
            .orElseThrow(() -> new IOException("expected " + reference.id() + " to start")));
    for (Peer peer : others) {
      Optional<PeerProcess> process = PeerProcess.start(peer);
      process.ifPresentOrElse(
          comparison.processes::add,
          () -> notes.accept("Left out: " + peer.id() + ". It needs " + peer.needs() + "."));
    }
    return comparison;
  }

  /** The contenders that take part, the reference first. */
  public List<Peer> peers() {
    return processes.stream().map(PeerProcess::peer).toList();
  }

  /** What a contender runs on. */
  public String versions(int peer) {
    return processes.get(peer).versions();
  }

  /**
   * Has each make each photo once, and looks at the files; who fails, or makes what does not look
   * like the photos, is left out.
   *
   * @throws IOException where the reference fails
   */
  public void inspect(List<Photo> photos) throws IOException {
    for (Photo photo : photos) {
      each(process -> expected.add(process.peer(), photo, inspection.add(photo, process)));
    }
    each(process -> inspection.of(process.peer()).require());
    Likeness reference = likeness(0);
    for (int i = 1; i < processes.size(); i++) {
      if (likeness(i).isWorseThan(reference)) {
        notes.accept(
            String.format(
                Locale.ROOT,
                "Looks worse, so that its time says little: %s, with an SSIM of %.3f (%.3f here).",
                processes.get(i).peer().id(),
                likeness(i).meanSimilarity(),
                reference.meanSimilarity()));
      }
    }
  }

  /**
   * Has each make each photo once, for what the timed ones are held to, and looks at no file: for
   * peers that have a control of their own.
   */
  public void weigh(List<Photo> photos) throws IOException {
    for (Photo photo : photos) {
      each(process -> expected.add(process.peer(), photo, process.ask(photo.request(null))));
    }
  }

  /** What is done with a contender. */
  private interface Step {
    void take(PeerProcess process) throws IOException;
  }

  /** With each; who fails is left out. */
  private void each(Step step) throws IOException {
    for (PeerProcess process : List.copyOf(processes)) {
      try {
        step.take(process);
      } catch (IOException e) {
        leaveOut(process, e);
      }
    }
  }

  private void leaveOut(PeerProcess process, IOException why) throws IOException {
    if (processes.indexOf(process) == 0) {
      throw why;
    }
    notes.accept("Left out: " + process.peer().id() + ". " + why.getMessage());
    processes.remove(process);
    process.close();
  }

  /** What was seen of a contender's files. */
  public Likeness likeness(int peer) {
    return inspection.of(processes.get(peer).peer());
  }

  /**
   * Has each make ladders of a photo of its own until its process's compiler has little left to do,
   * as in a process that serves for days; nothing of it counts. Those that tell of no compiler make
   * one. It is not one of the photos that are timed, which nobody has made when they are looked at.
   */
  public void warmUp(Recipe recipe) throws IOException {
    try (Scratch scratch = Scratch.of("calotype-warm-up")) {
      Path file = scratch.folder().resolve("warm-up.jpg");
      Files.write(file, MadePhoto.twoOfMegapixels(1).get(1));
      Photo photo = Photo.of(file, recipe);
      each(process -> warmUp(process, photo));
    }
    expected.warm();
  }

  private static void warmUp(PeerProcess process, Photo photo) throws IOException {
    for (int turn = 0; turn < WARM_UP_TURNS_MAX && compiles(process, photo); turn++) {
      System.err.printf("  warms up: %s%n", process.peer().id());
    }
  }

  /** Whether a process's compiler takes more than it may while some ladders are made. */
  private static boolean compiles(PeerProcess process, Photo photo) throws IOException {
    double cpuMs = 0;
    double compilerMs = 0;
    for (int i = 0; i < WARM_UP_LADDERS; i++) {
      Answer answer = process.ask(photo.request(null));
      if (answer.compilerMs() != null) {
        cpuMs += answer.cpuMs();
        compilerMs += answer.compilerMs();
      } else if (i + 1 >= UNTOLD_WARM_UP_LADDERS) {
        return false;
      }
    }
    return compilerMs > cpuMs * COMPILER_SHARE_MAX;
  }

  /**
   * Times all that {@link #inspect} or {@link #weigh} has seen, in the order of {@link #peers}. Who
   * answers what cannot be is left out.
   *
   * @throws IOException where the reference does
   */
  public List<Timing> time(List<Photo> photos, int rounds) throws IOException {
    Map<PeerProcess, Timing> timings = new HashMap<>();
    processes.forEach(process -> timings.put(process, new Timing(rounds, photos.size())));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < photos.size(); i++) {
        time(photos.get(i), i, round, timings);
      }
      System.err.printf("  round %d of %d%n", round + 1, rounds);
    }
    return processes.stream().map(timings::get).toList();
  }

  private void time(Photo photo, int index, int round, Map<PeerProcess, Timing> timings)
      throws IOException {
    List<PeerProcess> turns = new ArrayList<>(processes);
    Collections.rotate(turns, -(index + round));
    for (PeerProcess process : turns) {
      try {
        Answer answer = process.ask(photo.request(null));
        expected.require(process.peer(), photo, answer);
        Objects.requireNonNull(timings.get(process)).add(round, index, answer);
      } catch (IOException e) {
        leaveOut(process, e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (PeerProcess process : processes) {
      process.close();
    }
  }
}
