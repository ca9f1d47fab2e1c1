package io.calotype.variants.manifest;

import io.calotype.variants.render.Preview;
import java.util.Arrays;
import java.util.Base64;

/**
 * The ThumbHash of a picture: about 25 bytes from which a viewer paints a blurred placeholder.
 *
 * <p>The algorithm is the one published by Evan Wallace (MIT licence) at
 * https://evanw.github.io/thumbhash/: the discrete cosine transform of luminance, two colour
 * differences and alpha, a few terms of each, 4 bits a term.
 */
public final class ThumbHash {
  private static final int CHANNEL_TERMS = 3;
  private static final int ALPHA_TERMS = 5;

  private static final int TERMS_MAX = 7;

  private final int width;
  private final int height;
  private final double[][] alongX;
  private final double[][] alongY;

  private ThumbHash(int width, int height) {
    this.width = width;
    this.height = height;
    this.alongX = waves(width);
    this.alongY = waves(height);
  }

  /** With StrictMath, so that every machine gives the same bits, which are those of JavaScript. */
  private static double[][] waves(int length) {
    double[][] waves = new double[TERMS_MAX][length];
    for (int term = 0; term < TERMS_MAX; term++) {
      double step = Math.PI / length * term;
      Arrays.setAll(waves[term], i -> StrictMath.cos(step * (i + 0.5)));
    }
    return waves;
  }

  /** The hash in base64, as manifests carry it. */
  public static String base64(Preview preview) {
    return Base64.getEncoder().encodeToString(of(preview));
  }

  /** The hash. */
  public static byte[] of(Preview preview) {
    return new ThumbHash(preview.widthPx(), preview.heightPx()).encode(preview.rgba());
  }

  // The order of each sum and product is the published one: another rounds otherwise at times.
  private byte[] encode(byte[] rgba) {
    int pixels = width * height;
    double red = 0;
    double green = 0;
    double blue = 0;
    double opaque = 0;
    for (int i = 0; i < rgba.length; i += 4) {
      double alpha = unit(rgba[i + 3]);
      red += alpha / 255 * (rgba[i] & 0xff);
      green += alpha / 255 * (rgba[i + 1] & 0xff);
      blue += alpha / 255 * (rgba[i + 2] & 0xff);
      opaque += alpha;
    }
    if (opaque > 0) {
      red /= opaque;
      green /= opaque;
      blue /= opaque;
    }
    double[] luminance = new double[pixels];
    double[] yellowBlue = new double[pixels];
    double[] redGreen = new double[pixels];
    double[] alphas = new double[pixels];
    for (int i = 0; i < pixels; i++) {
      // What is transparent shows the average colour.
      double alpha = unit(rgba[4 * i + 3]);
      double r = red * (1 - alpha) + alpha / 255 * (rgba[4 * i] & 0xff);
      double g = green * (1 - alpha) + alpha / 255 * (rgba[4 * i + 1] & 0xff);
      double b = blue * (1 - alpha) + alpha / 255 * (rgba[4 * i + 2] & 0xff);
      luminance[i] = (r + g + b) / 3;
      yellowBlue[i] = (r + g) / 2 - b;
      redGreen[i] = r - g;
      alphas[i] = alpha;
    }
    boolean hasAlpha = opaque < pixels;
    int termsMax = hasAlpha ? 5 : TERMS_MAX; // Fewer for luminance where alpha needs some.
    int longSide = Math.max(width, height);
    int termsX = (int) Math.max(1, Math.round((double) termsMax * width / longSide));
    int termsY = (int) Math.max(1, Math.round((double) termsMax * height / longSide));
    Channel l = channel(luminance, Math.max(3, termsX), Math.max(3, termsY));
    Channel p = channel(yellowBlue, CHANNEL_TERMS, CHANNEL_TERMS);
    Channel q = channel(redGreen, CHANNEL_TERMS, CHANNEL_TERMS);
    boolean landscape = width > height;
    Nibbles hash = new Nibbles();
    hash.add(
        bits(63, l.constant)
            | ((int) Math.round(31.5 + 31.5 * p.constant) << 6)
            | ((int) Math.round(31.5 + 31.5 * q.constant) << 12)
            | (bits(31, l.scale) << 18)
            | (hasAlpha ? 1 << 23 : 0),
        6);
    hash.add(
        (landscape ? termsY : termsX)
            | (bits(63, p.scale) << 3)
            | (bits(63, q.scale) << 9)
            | (landscape ? 1 << 15 : 0),
        4);
    if (hasAlpha) {
      Channel a = channel(alphas, ALPHA_TERMS, ALPHA_TERMS);
      hash.add(bits(15, a.constant) | (bits(15, a.scale) << 4), 2);
      return hash.addAll(l).addAll(p).addAll(q).addAll(a).toBytes();
    }
    return hash.addAll(l).addAll(p).addAll(q).toBytes();
  }

  private static double unit(byte channel) {
    return (channel & 0xff) / 255.0;
  }

  private static int bits(double steps, double value) {
    return (int) Math.round(steps * value);
  }

  /**
   * One channel transformed.
   *
   * @param constant the mean
   * @param terms the varying terms, scaled to 0 to 1
   * @param scale the largest of them, before scaling
   */
  @SuppressWarnings("ArrayRecordComponent") // Made and used here, never compared.
  private record Channel(double constant, double[] terms, double scale) {}

  private Channel channel(double[] values, int termsX, int termsY) {
    double constant = 0;
    double[] terms = new double[termsX * termsY];
    int count = 0;
    for (int y = 0; y < termsY; y++) {
      for (int x = 0; x * termsY < termsX * (termsY - y); x++) {
        double term = term(values, x, y);
        if (x == 0 && y == 0) {
          constant = term;
        } else {
          terms[count++] = term;
        }
      }
    }
    double[] varying = Arrays.copyOf(terms, count);
    double scale = Arrays.stream(varying).map(Math::abs).max().orElse(0);
    if (scale > 0) {
      Arrays.setAll(varying, i -> 0.5 + 0.5 / scale * varying[i]);
    }
    return new Channel(constant, varying, scale);
  }

  private double term(double[] values, int termX, int termY) {
    double[] wave = alongX[termX];
    double sum = 0;
    for (int y = 0; y < height; y++) {
      double rise = alongY[termY][y];
      int row = y * width;
      for (int x = 0; x < width; x++) {
        sum += values[row + x] * wave[x] * rise;
      }
    }
    return sum / (width * height);
  }

  /** Bytes filled four bits at a time, the lower four first. */
  private static final class Nibbles {
    private byte[] bytes = new byte[32];
    private int count;

    void add(int value, int nibbles) {
      for (int i = 0; i < nibbles; i++) {
        if (count / 2 == bytes.length) {
          bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        bytes[count / 2] |= (byte) (((value >> (4 * i)) & 0xf) << (4 * (count % 2)));
        count++;
      }
    }

    Nibbles addAll(Channel channel) {
      for (double term : channel.terms) {
        add(bits(15, term), 1);
      }
      return this;
    }

    byte[] toBytes() {
      return Arrays.copyOf(bytes, (count + 1) / 2);
    }
  }
}
