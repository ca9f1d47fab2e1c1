package io.calotype.benchmarks.peers;

import java.io.IOException;
import java.util.Locale;

/**
 * How a peer's files compare with Lanczos resizes of the whole photos.
 *
 * @param bytes of all files
 * @param meanSimilarity by {@link Similarity}, over all files
 * @param leastSimilarity of the file that is least alike
 * @param leastSimilarFile which one that is
 * @param leastSimilarPhoto the least of the photos' means
 */
public record Likeness(
    long bytes,
    double meanSimilarity,
    double leastSimilarity,
    String leastSimilarFile,
    double leastSimilarPhoto) {
  /** Below it a ladder is of other pictures, or of blurred ones. */
  private static final double MEAN_MIN = 0.85;

  /** Below it a photo's files show another picture: one that lies on its side has about 0.6. */
  private static final double PHOTO_MIN = 0.75;

  /** From so much less on, eyes see that less was done. */
  private static final double LESS_MAX = 0.03;

  /** Fails with {@link IOException} where the files do not look like the photos. */
  void require() throws IOException {
    if (!(meanSimilarity >= MEAN_MIN && leastSimilarPhoto >= PHOTO_MIN)) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "Expected files that look like the photos, by an SSIM of %.2f in the mean and %.2f for"
                  + " each, but got %.3f and %.3f (least alike: %s).",
              MEAN_MIN,
              PHOTO_MIN,
              meanSimilarity,
              leastSimilarPhoto,
              leastSimilarFile));
    }
  }

  /** Whether these look worse than others: that they take less time says little then. */
  public boolean isWorseThan(Likeness others) {
    return meanSimilarity < others.meanSimilarity - LESS_MAX;
  }
}
