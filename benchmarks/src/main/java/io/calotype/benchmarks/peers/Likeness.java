package io.calotype.benchmarks.peers;

/**
 * How a peer's files compare with Lanczos resizes of the whole photos.
 *
 * @param bytes of all files
 * @param meanSimilarity by {@link Similarity}, over all files
 * @param leastSimilarity of the file that is least alike
 * @param leastSimilarFile which one that is
 */
public record Likeness(
    long bytes, double meanSimilarity, double leastSimilarity, String leastSimilarFile) {}
