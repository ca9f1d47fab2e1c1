package io.calotype.benchmarks.stages;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What JMH reports of a stage beside pictures a second. */
@State(Scope.Thread)
@AuxCounters
public class PixelsDone {
  /** Pixels of the pictures that a stage starts from, in millions. */
  public double megapixels;

  /** Counts a picture of so many pixels. */
  void add(long pixels) {
    megapixels += pixels / 1e6;
  }
}
