package io.calotype.pipeline.render;

import io.calotype.variants.name.Format;
import java.time.Duration;

/** Told of what is rendered, on the thread that does it; counts, and never throws. */
public interface RenderListener {
  /** One variant was encoded. */
  void encoded(Format format, long bytes);

  /** A whole ladder was rendered. */
  void rendered(Duration took);
}
