package io.calotype.benchmarks.peers;

import java.util.Arrays;

/** What one peer took, by round and photo, in milliseconds, and made. */
public final class Timing {
  private final double[][] cpuMs;
  private final double[][] wallMs;
  private final long[] bytes;

  Timing(int rounds, int photos) {
    cpuMs = new double[rounds][photos];
    wallMs = new double[rounds][photos];
    bytes = new long[photos];
  }

  void add(int round, int photo, Answer answer) {
    cpuMs[round][photo] = answer.cpuMs();
    wallMs[round][photo] = answer.wallMs();
    bytes[photo] = answer.bytes();
  }

  /** How many times the processor time of another it takes. */
  public Ratio cpuRatioTo(Timing other) {
    return Ratio.of(cpuMs, other.cpuMs);
  }

  /** How many times the elapsed time of another it takes. */
  public Ratio wallRatioTo(Timing other) {
    return Ratio.of(wallMs, other.wallMs);
  }

  /** How many times the processor time of another it takes for one photo. */
  public Ratio cpuRatioTo(Timing other, int photo) {
    return Ratio.of(column(cpuMs, photo), column(other.cpuMs, photo));
  }

  private static double[][] column(double[][] times, int photo) {
    return Arrays.stream(times).map(round -> new double[] {round[photo]}).toArray(double[][]::new);
  }

  /** Processor time of one photo in each round. */
  public double[] cpuMs(int photo) {
    return Arrays.stream(cpuMs).mapToDouble(round -> round[photo]).toArray();
  }

  /** Elapsed time of one photo in each round. */
  public double[] wallMs(int photo) {
    return Arrays.stream(wallMs).mapToDouble(round -> round[photo]).toArray();
  }

  /** Bytes of one photo's files, the same in each round. */
  public long bytes(int photo) {
    return bytes[photo];
  }

  /** Processor time of a photo in each round, mean over the photos. */
  public double[] cpuMsByRound() {
    return Arrays.stream(cpuMs)
        .mapToDouble(round -> Arrays.stream(round).average().orElse(0))
        .toArray();
  }

  /** Processor time of a photo: the mean over the photos of each one's median. */
  double cpuMsPerPhoto() {
    return Ratio.sumOfMedians(cpuMs) / cpuMs[0].length;
  }

  /** Elapsed time of a photo, likewise. */
  double wallMsPerPhoto() {
    return Ratio.sumOfMedians(wallMs) / wallMs[0].length;
  }

  /** Processor time of a photo in the fastest and in the slowest round. */
  double[] cpuMsSpread() {
    double[] perRound = cpuMsByRound();
    Arrays.sort(perRound);
    return new double[] {perRound[0], perRound[perRound.length - 1]};
  }
}
