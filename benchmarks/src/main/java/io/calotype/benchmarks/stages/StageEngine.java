package io.calotype.benchmarks.stages;

import io.calotype.benchmarks.Resizing;
import io.calotype.variants.render.vips.VipsStages;

/** Who does a stage's work. */
public enum StageEngine {
  /** libvips, called as this project's engine calls it. */
  LIBVIPS {
    @Override
    public Stages open() {
      return VipsStages.open();
    }
  },
  /** imgscalr with its own choice of quality by size. */
  IMGSCALR_AUTOMATIC {
    @Override
    public Stages open() {
      return new JavaStages(Resizing.IMGSCALR_AUTOMATIC);
    }
  },
  /** imgscalr in small steps. */
  IMGSCALR_QUALITY {
    @Override
    public Stages open() {
      return new JavaStages(Resizing.IMGSCALR_QUALITY);
    }
  },
  /** Thumbnailator. */
  THUMBNAILATOR {
    @Override
    public Stages open() {
      return new JavaStages(Resizing.THUMBNAILATOR);
    }
  },
  /** ImageIO and Java's own graphics. */
  IMAGEIO {
    @Override
    public Stages open() {
      return new JavaStages(Resizing.GRAPHICS2D);
    }
  };

  /** Its stages, ready for work. */
  public abstract Stages open();
}
