package io.calotype.benchmarks.peers;

import org.jspecify.annotations.Nullable;

/**
 * What a ladder took.
 *
 * @param cpuMs processor time of the whole process, user and system, from a photo's bytes in memory
 *     to the files' bytes in memory
 * @param wallMs elapsed time of the same
 * @param bytes of all files
 * @param compilerMs what the process's compiler took meanwhile; null where it tells of none
 * @param failed why there are none; null where all went well
 */
record Answer(
    double cpuMs, double wallMs, long bytes, @Nullable Double compilerMs, @Nullable String failed) {
  /** All went well. */
  Answer(double cpuMs, double wallMs, long bytes, @Nullable Double compilerMs) {
    this(cpuMs, wallMs, bytes, compilerMs, null);
  }

  /** Nothing was made. */
  static Answer failed(String why) {
    return new Answer(0, 0, 0, null, why);
  }
}
