package io.calotype.variants.fuzz;

import io.calotype.variants.fixture.Gif;
import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.Renderer;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The whole files that mutations begin with: one or more of each format, the same every time. */
final class Specimens {
  private static final int WIDTH_PX = 120;
  private static final int HEIGHT_PX = 80;

  /** Of the test data only small files: mutating many is worth more than decoding much. */
  private static final long FILE_BYTES_MAX = 90_000;

  private Specimens() {}

  /** Made ones. */
  static List<byte[]> made(Renderer renderer) {
    List<byte[]> files = new ArrayList<>();
    BufferedImage colours = picture(BufferedImage.TYPE_INT_RGB);
    files.add(jpeg(colours, false));
    files.add(jpeg(colours, true));
    files.add(jpeg(picture(BufferedImage.TYPE_BYTE_GRAY), false));
    files.add(file(colours, "png"));
    files.add(file(picture(BufferedImage.TYPE_INT_ARGB), "png"));
    files.add(file(picture(BufferedImage.TYPE_BYTE_INDEXED), "png"));
    files.add(file(picture(BufferedImage.TYPE_USHORT_GRAY), "png"));
    files.add(file(colours, "gif"));
    files.add(file(colours, "tiff"));
    files.add(file(picture(BufferedImage.TYPE_BYTE_BINARY), "tiff"));
    files.add(animation());
    files.add(by(renderer, file(colours, "png"), Format.WEBP));
    files.add(by(renderer, file(picture(BufferedImage.TYPE_INT_ARGB), "png"), Format.WEBP));
    files.add(by(renderer, animation(), Format.WEBP));
    files.add(by(renderer, file(colours, "png"), Format.AVIF));
    return files;
  }

  /** The small files of a folder. */
  static List<byte[]> of(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      List<byte[]> files = new ArrayList<>();
      for (Path path : paths.sorted().toList()) {
        if (Files.size(path) <= FILE_BYTES_MAX) {
          files.add(Files.readAllBytes(path));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage picture(int type) {
    BufferedImage picture = new BufferedImage(WIDTH_PX, HEIGHT_PX, type);
    Graphics2D graphics = picture.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.RED, WIDTH_PX, HEIGHT_PX, Color.CYAN));
    graphics.fillRect(0, 0, WIDTH_PX, HEIGHT_PX / 2);
    graphics.setColor(Color.DARK_GRAY);
    graphics.drawOval(10, 10, 60, 60);
    graphics.dispose();
    return picture;
  }

  private static byte[] animation() {
    Gif gif = new Gif(WIDTH_PX, HEIGHT_PX);
    gif.frame(picture(BufferedImage.TYPE_INT_RGB), 0, 0, 100, Gif.Disposal.NONE);
    gif.frame(
        picture(BufferedImage.TYPE_BYTE_GRAY).getSubimage(20, 20, 40, 40),
        15,
        25,
        50,
        Gif.Disposal.BACKGROUND);
    gif.frame(
        picture(BufferedImage.TYPE_INT_RGB).getSubimage(0, 0, 30, 30),
        60,
        10,
        70,
        Gif.Disposal.PREVIOUS);
    return gif.toBytes();
  }

  private static byte[] file(BufferedImage picture, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture, format, out)) {
        throw new IllegalArgumentException("expected a picture that " + format + " can hold");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] jpeg(BufferedImage picture, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The widest still or animation of a file in a format that Java cannot write. */
  private static byte[] by(Renderer renderer, byte[] file, Format format) {
    Recipe all = RecipeReader.defaultRecipe();
    Recipe recipe =
        new Recipe(
            List.of(WIDTH_PX),
            List.of(),
            List.of(new Encoding(format, 70, 0, false)),
            all.background(),
            all.gravity(),
            all.metadata(),
            List.of(),
            all.accept(),
            all.limits());
    List<RenderedImage> images =
        renderer.render(file, Plan.ladder(recipe, Probe.read(file, recipe))).images();
    return images.get(0).bytes();
  }
}
