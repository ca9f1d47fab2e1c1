package io.calotype.pipeline.make;

import java.io.Serializable;

/**
 * The bounds of the work that one subtask has in hand.
 *
 * @param inFlightMax events at one time, each with a thread of its own, 1 to 256
 * @param renderThreads renders at one time, 1 to 64
 * @param bytesMax bytes of originals in memory, 1 or more; beside those that are kept for their
 *     slow part, within a bound of their own ({@link io.calotype.pipeline.render.KeptBases})
 * @param pixelsMax pixels that are being rendered, 1 or more
 * @param slowWaitingMax events that may wait for their slow formats, 1 or more; each is a few
 *     kilobytes. Past it all work waits
 */
public record MakeSettings(
    int inFlightMax, int renderThreads, long bytesMax, long pixelsMax, int slowWaitingMax)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What suits 1 vCPU with 3 GB of heap and 1 GB of native memory. */
  public static final MakeSettings DEFAULT =
      new MakeSettings(16, 1, 256_000_000, 200_000_000, 1_000);
}
