package io.calotype.benchmarks;

import io.calotype.variants.name.Format;
import io.calotype.variants.render.Renderer;
import io.calotype.variants.render.scalr.ScalrRenderer;
import io.calotype.variants.render.vips.VipsRenderer;
import java.util.Optional;
import java.util.Set;

/** Who makes the ladder. */
public enum Contender {
  /** This project's engine on libvips. */
  VIPS {
    @Override
    public Renderer open() {
      return VipsRenderer.open();
    }

    @Override
    public Set<Format> formats() {
      return Set.of(Format.JPEG, Format.WEBP, Format.AVIF, Format.PNG);
    }
  },
  /** This project's portable engine, imgscalr made to do the same. */
  SCALR {
    @Override
    public Renderer open() {
      return new ScalrRenderer();
    }

    @Override
    public Set<Format> formats() {
      return Set.of(Format.JPEG, Format.PNG);
    }
  },
  /** imgscalr with its automatic choice of quality, as its documentation uses it. */
  IMGSCALR {
    @Override
    public Renderer open() {
      return new JavaLadder(Resizing.IMGSCALR_AUTOMATIC);
    }
  },
  /** imgscalr at its best. */
  IMGSCALR_QUALITY {
    @Override
    public Renderer open() {
      return new JavaLadder(Resizing.IMGSCALR_QUALITY);
    }
  },
  /** Thumbnailator. */
  THUMBNAILATOR {
    @Override
    public Renderer open() {
      return new JavaLadder(Resizing.THUMBNAILATOR);
    }
  },
  /** ImageIO and Java's own graphics, without a library. */
  IMAGEIO {
    @Override
    public Renderer open() {
      return new JavaLadder(Resizing.GRAPHICS2D);
    }
  };

  /** The engine, ready for work. */
  public abstract Renderer open();

  /** What it makes, known without opening it. */
  public Set<Format> formats() {
    return Set.of(Format.JPEG);
  }

  /** Why it cannot make a ladder of these formats; empty where it can. */
  Optional<String> impossible(Formats wanted) {
    return wanted.made().stream()
        .filter(format -> !formats().contains(format))
        .sorted()
        .findFirst()
        .map(format -> this + " makes no " + format + ", so not formats = " + wanted);
  }
}
