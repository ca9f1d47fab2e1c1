package io.calotype.benchmarks;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import net.coobird.thumbnailator.Thumbnails;
import org.imgscalr.Scalr;

/** The ways to resize a picture in Java, as their documentation shows them. */
public enum Resizing {
  /** imgscalr with its own choice of quality by size. */
  IMGSCALR_AUTOMATIC {
    @Override
    public BufferedImage of(BufferedImage picture, int widthPx, int heightPx) {
      return Scalr.resize(picture, Scalr.Method.AUTOMATIC, Scalr.Mode.FIT_EXACT, widthPx, heightPx);
    }

    @Override
    public BufferedImage upright(BufferedImage picture, int orientation) {
      return Upright.byScalr(picture, orientation);
    }
  },
  /** imgscalr in small steps. */
  IMGSCALR_QUALITY {
    @Override
    public BufferedImage of(BufferedImage picture, int widthPx, int heightPx) {
      return Scalr.resize(picture, Scalr.Method.QUALITY, Scalr.Mode.FIT_EXACT, widthPx, heightPx);
    }

    @Override
    public BufferedImage upright(BufferedImage picture, int orientation) {
      return Upright.byScalr(picture, orientation);
    }
  },
  /** Thumbnailator: bilinear, halving at each step. */
  THUMBNAILATOR {
    @Override
    public BufferedImage of(BufferedImage picture, int widthPx, int heightPx) {
      try {
        return Thumbnails.of(picture).forceSize(widthPx, heightPx).asBufferedImage();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public BufferedImage upright(BufferedImage picture, int orientation) {
      return Upright.byThumbnailator(picture, orientation);
    }
  },
  /** Java alone: bilinear in one step, which drops most pixels of a large photo. */
  GRAPHICS2D {
    @Override
    public BufferedImage of(BufferedImage picture, int widthPx, int heightPx) {
      BufferedImage resized = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = resized.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(picture, 0, 0, widthPx, heightPx, null);
      graphics.dispose();
      return resized;
    }

    @Override
    public BufferedImage upright(BufferedImage picture, int orientation) {
      return Upright.byGraphics(picture, orientation);
    }
  };

  /** The picture at another size. */
  public abstract BufferedImage of(BufferedImage picture, int widthPx, int heightPx);

  /** The picture turned by its EXIF orientation, 1 to 8. */
  public abstract BufferedImage upright(BufferedImage picture, int orientation);
}
