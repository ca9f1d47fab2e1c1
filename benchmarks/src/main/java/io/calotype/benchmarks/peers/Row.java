package io.calotype.benchmarks.peers;

/**
 * What is reported of one peer.
 *
 * @param id its name
 * @param does what it does, in words
 * @param versions what it runs on
 * @param cpuMs processor time of a photo's ladder: mean over the photos of each one's median
 * @param cpuMsFastest the same in the fastest round, a mean
 * @param cpuMsSlowest the same in the slowest round, a mean
 * @param wallMs elapsed time of a photo's ladder, as {@code cpuMs}
 * @param cpuRatio its processor time in those of Calotype
 * @param wallRatio its elapsed time in those of Calotype
 * @param likeness what its files are like
 */
record Row(
    String id,
    String does,
    String versions,
    double cpuMs,
    double cpuMsFastest,
    double cpuMsSlowest,
    double wallMs,
    Ratio cpuRatio,
    Ratio wallRatio,
    Likeness likeness) {}
