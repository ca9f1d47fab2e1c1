package io.calotype.benchmarks.peers;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What timed answers are held to: those that were given when the files were looked at. Who handed
 * out a ladder that it had made before, or made less than a ladder, must not count as fast.
 */
final class Expected {
  /** By how much the first ladder of a photo may be slower than a later one. */
  private static final double WARM = 10;

  /** Likewise where Java's compiler has not seen a ladder yet. */
  private static final double COLD = 200;

  private record Of(Peer peer, Photo photo) {}

  private final Map<Of, Answer> answers = new HashMap<>();
  private double slower = COLD;

  /** From now on the compiler has little left to do. */
  void warm() {
    slower = WARM;
  }

  /** Adds the answer for a ladder that was looked at. */
  void add(Peer peer, Photo photo, Answer answer) {
    answers.put(new Of(peer, photo), answer);
  }

  /** Fails where a timed ladder cannot have been made as the one was that was looked at. */
  void require(Peer peer, Photo photo, Answer timed) throws IOException {
    Answer inspected =
        Objects.requireNonNull(answers.get(new Of(peer, photo)), "photos are looked at first");
    if (timed.bytes() != inspected.bytes()) {
      throw new IOException(
          String.format(
              "Expected as many bytes as when its files were looked at, %d of %s, but got %d.",
              inspected.bytes(), photo.name(), timed.bytes()));
    }
    if (timed.cpuMs() * slower < inspected.cpuMs()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "Expected %.2f ms of processor time or more for %s, which took %.2f when its files"
                  + " were looked at, but it took %.2f: was it made before?",
              inspected.cpuMs() / slower,
              photo.name(),
              inspected.cpuMs(),
              timed.cpuMs()));
    }
  }
}
