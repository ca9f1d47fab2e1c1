package io.calotype.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
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
  private static final int WARM_UP_TURNS_MAX = 30;

  /** Of a contender's processor time: below it the compiler no longer counts. */
  private static final double COMPILER_SHARE_MAX = 0.02;

  private final List<PeerProcess> processes = new ArrayList<>();
  private final Consumer<String> notes;
  private final Inspection inspection = new Inspection();

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
   * Has each make each photo once, and looks at the files; who fails is left out.
   *
   * @throws IOException where the reference fails
   */
  public void inspect(List<Photo> photos) throws IOException {
    for (Photo photo : photos) {
      for (PeerProcess process : List.copyOf(processes)) {
        try {
          inspection.add(photo, process);
        } catch (IOException e) {
          leaveOut(process, e);
        }
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
   * Has each make the smallest photo's ladder until its process's compiler has little left to do,
   * as in a process that serves for days; nothing of it counts. Those that tell of no compiler make
   * one.
   */
  public void warmUp(List<Photo> photos) throws IOException {
    Photo smallest =
        Collections.min(photos, Comparator.comparingLong(photo -> photo.plan().header().pixels()));
    for (PeerProcess process : processes) {
      for (int turn = 0; turn < WARM_UP_TURNS_MAX && compiles(process, smallest); turn++) {
        System.err.printf("  warms up: %s%n", process.peer().id());
      }
    }
  }

  /** Whether a process's compiler takes more than it may while some ladders are made. */
  private static boolean compiles(PeerProcess process, Photo photo) throws IOException {
    double cpuMs = 0;
    double compilerMs = 0;
    for (int i = 0; i < WARM_UP_LADDERS; i++) {
      Answer answer = process.ask(photo.request(null));
      if (answer.compilerMs() == null) {
        return false;
      }
      cpuMs += answer.cpuMs();
      compilerMs += answer.compilerMs();
    }
    return compilerMs > cpuMs * COMPILER_SHARE_MAX;
  }

  /** Times all, in the order of {@link #peers}. */
  public List<Timing> time(List<Photo> photos, int rounds) throws IOException {
    List<Timing> timings =
        processes.stream().map(any -> new Timing(rounds, photos.size())).toList();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < photos.size(); i++) {
        time(photos.get(i), i, round, timings);
      }
      System.err.printf("  round %d of %d%n", round + 1, rounds);
    }
    return timings;
  }

  private void time(Photo photo, int index, int round, List<Timing> timings) throws IOException {
    for (int turn = 0; turn < processes.size(); turn++) {
      int whose = Math.floorMod(turn + index + round, processes.size());
      timings.get(whose).add(round, index, processes.get(whose).ask(photo.request(null)));
    }
  }

  @Override
  public void close() throws IOException {
    for (PeerProcess process : processes) {
      process.close();
    }
  }
}
