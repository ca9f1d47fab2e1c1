package io.calotype.variants.render.vips;

import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Limits;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.recipe.RgbColor;
import io.calotype.variants.render.RenderedImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;

/** Pictures made for tests, recipes for them, and what came out as pixels. */
final class Pictures {
  static final VipsRenderer RENDERER = VipsRenderer.open();

  static final Color TOP_LEFT = Color.RED;
  static final Color TOP_RIGHT = Color.GREEN;
  static final Color BOTTOM_LEFT = Color.BLUE;
  static final Color BOTTOM_RIGHT = Color.YELLOW;

  private Pictures() {}

  /** Four quarters: red, green, blue, yellow. */
  static BufferedImage quarters(int widthPx, int heightPx) {
    BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    int x = widthPx / 2;
    int y = heightPx / 2;
    fill(graphics, TOP_LEFT, 0, 0, x, y);
    fill(graphics, TOP_RIGHT, x, 0, widthPx - x, y);
    fill(graphics, BOTTOM_LEFT, 0, y, x, heightPx - y);
    fill(graphics, BOTTOM_RIGHT, x, y, widthPx - x, heightPx - y);
    graphics.dispose();
    return image;
  }

  private static void fill(Graphics2D graphics, Color color, int x, int y, int width, int height) {
    graphics.setColor(color);
    graphics.fillRect(x, y, width, height);
  }

  /** One colour, which may be transparent. */
  static BufferedImage plain(int widthPx, int heightPx, Color color) {
    int type = color.getAlpha() < 255 ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(widthPx, heightPx, type);
    for (int y = 0; y < heightPx; y++) {
      for (int x = 0; x < widthPx; x++) {
        image.setRGB(x, y, color.getRGB());
      }
    }
    return image;
  }

  /** Pixels that no format can make small. */
  static BufferedImage noise(int widthPx, int heightPx) {
    BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
    int[] pixels = new Random(1).ints((long) widthPx * heightPx).toArray();
    image.setRGB(0, 0, widthPx, heightPx, pixels, 0, widthPx);
    return image;
  }

  static byte[] file(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException("expected a picture that " + format + " can hold");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A recipe of these widths in PNG, so that what comes out can be compared exactly. */
  static Recipe png(Integer... widthsPx) {
    return recipe(Limits.DEFAULT, List.of(new Encoding(Format.PNG, 80, 2, false)), widthsPx);
  }

  /** A recipe of these widths in all formats that the engine has. */
  static Recipe allFormats(Integer... widthsPx) {
    List<Encoding> encodings =
        Arrays.stream(Format.values()).map(format -> new Encoding(format, 80, 0, false)).toList();
    return recipe(Limits.DEFAULT, encodings, widthsPx);
  }

  static Recipe recipe(Limits limits, List<Encoding> encodings, Integer... widthsPx) {
    Set<String> accept = RecipeReader.defaultRecipe().accept();
    RgbColor background = new RgbColor(10, 20, 30);
    return new Recipe(List.of(widthsPx), List.of(), encodings, background, accept, limits);
  }

  static List<RenderedImage> render(byte[] file, Recipe recipe) {
    return RENDERER.render(file, plan(file, recipe)).images();
  }

  static Plan plan(byte[] file, Recipe recipe) {
    return Plan.ladder(recipe, Probe.read(file, recipe));
  }

  /** The pixels of a JPEG or PNG as another decoder than libvips sees them. */
  static BufferedImage pixels(RenderedImage image) {
    try {
      return ImageIO.read(new ByteArrayInputStream(image.bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one picture of a file at this width. */
  static BufferedImage rendered(byte[] file, int widthPx) {
    return pixels(render(file, png(widthPx)).get(0));
  }

  /** Red, green and blue at a place given in parts of the width and height. */
  static int[] rgbAt(BufferedImage image, double x, double y) {
    int rgb = image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight()));
    return new int[] {(rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff};
  }

  static int[] rgb(Color color) {
    return new int[] {color.getRed(), color.getGreen(), color.getBlue()};
  }
}
