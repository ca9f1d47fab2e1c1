package io.calotype.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
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
   * Times all, in the order of {@link #peers}.
   *
   * @param warmUpRounds rounds before, which do not count
   */
  public List<Timing> time(List<Photo> photos, int rounds, int warmUpRounds) throws IOException {
    List<Timing> timings =
        processes.stream().map(any -> new Timing(rounds, photos.size())).toList();
    for (int round = -warmUpRounds; round < rounds; round++) {
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
      Answer answer = processes.get(whose).ask(photo.request(null));
      if (round >= 0) {
        timings.get(whose).add(round, index, answer);
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
