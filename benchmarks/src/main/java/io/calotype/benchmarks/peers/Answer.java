package io.calotype.benchmarks.peers;

/**
 * What a ladder took.
 *
 * @param cpuMs processor time of the whole process, user and system, from a photo's bytes in memory
 *     to the files' bytes in memory
 * @param wallMs elapsed time of the same
 * @param bytes of all files
 */
record Answer(double cpuMs, double wallMs, long bytes) {}
