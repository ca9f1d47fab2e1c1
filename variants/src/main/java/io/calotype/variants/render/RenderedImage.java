package io.calotype.variants.render;

import io.calotype.variants.plan.PlannedImage;
import java.time.Duration;

/**
 * One encoded image.
 *
 * @param planned what it is
 * @param bytes the file; owned by the receiver
 * @param cpu the processor time of its encoding and, for the first format of a size, of the resize
 *     to it: of the whole process, so it says something only where nothing else ran
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
public record RenderedImage(PlannedImage planned, byte[] bytes, Duration cpu) {
  /** One of which nobody measured what it took. */
  public RenderedImage(PlannedImage planned, byte[] bytes) {
    this(planned, bytes, Duration.ZERO);
  }
}
