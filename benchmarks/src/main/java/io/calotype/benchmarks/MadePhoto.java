package io.calotype.benchmarks;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/**
 * Photos of any size that are the same on every machine: free pictures, enlarged side by side, with
 * a sensor's noise, as JPEG of quality 92.
 *
 * <p>An enlarged picture alone would be too smooth and so too easy to decode. With the noise a
 * megapixel takes 0.4 to 0.6 MB, as from a camera.
 */
public final class MadePhoto {
  /**
   * The system property that names a folder in which photos are kept for the next process: one of
   * 12 megapixels takes two seconds to make.
   */
  public static final String FOLDER_PROPERTY = "calotype.made-photos";

  private static final String[] PICTURES = {
    "astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg"
  };
  private static final double NOISE_DEVIATION = 3;
  private static final int QUALITY = 92;

  private MadePhoto() {}

  /** A photo of the shape 3:2, the same bytes for the same size. */
  public static byte[] ofMegapixels(int megapixels) {
    return made(megapixels, megapixels);
  }

  /** Two photos of the shape 3:2 with the same scene and other noise. */
  public static List<byte[]> twoOfMegapixels(int megapixels) {
    return List.of(ofMegapixels(megapixels), made(megapixels, -megapixels));
  }

  /**
   * A photo of the shape 3:2, so many pixels wide: where their number counts, and not their size.
   */
  public static byte[] ofWidth(int widthPx) {
    return Jpeg.encode(noisy(collage(widthPx, widthPx * 2 / 3), widthPx), QUALITY);
  }

  private static byte[] made(int megapixels, int seed) {
    String folder = System.getProperty(FOLDER_PROPERTY, "");
    return folder.isEmpty()
        ? make(megapixels, seed)
        : kept(Path.of(folder, "made" + seed + ".jpg"), () -> make(megapixels, seed));
  }

  private static byte[] make(int megapixels, int seed) {
    return Jpeg.encode(noisy(collage(megapixels), seed), QUALITY);
  }

  private static byte[] kept(Path file, Supplier<byte[]> photo) {
    try {
      if (!Files.exists(file)) {
        Path draft = Files.createTempFile(file.getParent(), "photo", ".draft");
        Files.write(draft, photo.get());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage collage(int megapixels) {
    int heightPx = (int) Math.round(Math.sqrt(megapixels * 1e6 * 2 / 3));
    return collage(heightPx * 3 / 2, heightPx);
  }

  private static BufferedImage collage(int widthPx, int heightPx) {
    BufferedImage photo = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = photo.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    int across = (widthPx + 1) / 2;
    int down = (heightPx + 1) / 2;
    for (int i = 0; i < PICTURES.length; i++) {
      graphics.drawImage(picture(PICTURES[i]), i % 2 * across, i / 2 * down, across, down, null);
    }
    graphics.dispose();
    return photo;
  }

  private static BufferedImage picture(String name) {
    try (InputStream in = MadePhoto.class.getResourceAsStream("photos/" + name)) {
      if (in == null) {
        throw new IllegalStateException("expected the resource photos/" + name);
      }
      return ImageIO.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage noisy(BufferedImage photo, long seed) {
    Random random = new Random(seed);
    int width = photo.getWidth();
    int[] row = new int[width];
    for (int y = 0; y < photo.getHeight(); y++) {
      photo.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int noise = (int) Math.round(random.nextGaussian() * NOISE_DEVIATION);
        row[x] =
            shifted(row[x] >> 16, noise) << 16
                | shifted(row[x] >> 8, noise) << 8
                | shifted(row[x], noise);
      }
      photo.setRGB(0, y, width, 1, row, 0, width);
    }
    return photo;
  }

  private static int shifted(int channel, int noise) {
    return Math.max(0, Math.min(255, (channel & 0xff) + noise));
  }
}
