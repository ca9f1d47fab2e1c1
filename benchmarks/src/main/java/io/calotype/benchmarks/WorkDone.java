package io.calotype.benchmarks;

import io.calotype.variants.plan.Plan;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.RenderedImage;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What JMH reports beside operations, each a second. */
@State(Scope.Thread)
@AuxCounters
public class WorkDone {
  /** Originals. */
  public long photos;

  /** Pixels of the originals, in millions. */
  public double megapixels;

  /** Bytes of the originals. */
  public long bytesRead;

  /** Images that were encoded. */
  public long images;

  /** Bytes of those. */
  public long bytesWritten;

  /** Counts a ladder. */
  public void add(byte[] original, Plan plan, Ladder ladder) {
    photos++;
    megapixels += plan.header().pixels() / 1e6;
    bytesRead += original.length;
    images += ladder.images().size();
    for (RenderedImage image : ladder.images()) {
      bytesWritten += image.bytes().length;
    }
  }
}
