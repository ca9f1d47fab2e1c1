package io.calotype.benchmarks.stages;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What JMH reports of a stage that reads or writes files. */
@State(Scope.Thread)
@AuxCounters
public class BytesDone {
  /** Bytes of the files. */
  public long bytes;

  /** Counts a file. */
  void add(byte[] file) {
    bytes += file.length;
  }
}
