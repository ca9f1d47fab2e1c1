package io.calotype.variants.render.vips;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether an embedded colour profile says sRGB, whatever it is called.
 *
 * <p>Cameras embed sRGB under many names; converting those pictures would cost time and change
 * nothing. So the profile's primaries and tone curves are compared with sRGB's.
 */
final class IccProfile {
  private static final int COLOUR_SPACE_AT = 16;
  private static final int TAGS_AT = 128;
  private static final int TAG_BYTES = 12;
  private static final int TAGS_MAX = 100;

  /** sRGB's primaries as the profile's white (D50) has them. */
  private static final double[][] PRIMARIES = {
    {0.4361, 0.2225, 0.0139}, {0.3851, 0.7169, 0.0971}, {0.1431, 0.0606, 0.7141}
  };

  private static final double PRIMARY_TOLERANCE = 0.003;

  /** Half of what one of 255 steps is at mid grey, in linear light. */
  private static final double CURVE_TOLERANCE = 0.004;

  private static final double[] SAMPLES = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9};

  private final ByteBuffer icc;
  private final Map<String, Integer> tags = new HashMap<>();

  private IccProfile(byte[] bytes) {
    icc = ByteBuffer.wrap(bytes);
    int count = Math.min(icc.getInt(TAGS_AT), TAGS_MAX);
    for (int i = 0; i < count; i++) {
      int at = TAGS_AT + 4 + i * TAG_BYTES;
      tags.put(text(at), icc.getInt(at + 4));
    }
  }

  /** Whether colours can be left as they are; false where the profile cannot be understood. */
  static boolean isSrgb(byte[] bytes) {
    try {
      return new IccProfile(bytes).isSrgb();
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  private boolean isSrgb() {
    if (!text(COLOUR_SPACE_AT).equals("RGB ") || tags.containsKey("A2B0")) {
      return false;
    }
    String[] primaries = {"rXYZ", "gXYZ", "bXYZ"};
    String[] curves = {"rTRC", "gTRC", "bTRC"};
    for (int i = 0; i < primaries.length; i++) {
      if (!isPrimary(tags.get(primaries[i]), PRIMARIES[i]) || !isCurve(tags.get(curves[i]))) {
        return false;
      }
    }
    return true;
  }

  private boolean isPrimary(@Nullable Integer at, double[] expected) {
    if (at == null) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (Math.abs(fixed(at + 8 + 4 * i) - expected[i]) > PRIMARY_TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  private boolean isCurve(@Nullable Integer at) {
    if (at == null) {
      return false;
    }
    for (double sample : SAMPLES) {
      if (!(Math.abs(curve(at, sample) - linear(sample)) <= CURVE_TOLERANCE)) {
        return false;
      }
    }
    return true;
  }

  /** sRGB's own curve, from its definition. */
  private static double linear(double encoded) {
    return encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
  }

  private double curve(int at, double x) {
    return switch (text(at)) {
      case "curv" -> table(at, x);
      case "para" -> parametric(at, x);
      default -> Double.NaN;
    };
  }

  private double table(int at, double x) {
    int count = icc.getInt(at + 8);
    if (count == 0) {
      return x;
    }
    if (count == 1) {
      return Math.pow(x, icc.getShort(at + 12) / 256.0);
    }
    double position = x * (count - 1);
    int index = (int) position;
    double left = Short.toUnsignedInt(icc.getShort(at + 12 + 2 * index)) / 65535.0;
    double right = Short.toUnsignedInt(icc.getShort(at + 12 + 2 * (index + 1))) / 65535.0;
    return left + (right - left) * (position - index);
  }

  /** The forms of sRGB: a power, or one with a linear part at the dark end. */
  private double parametric(int at, double x) {
    double g = fixed(at + 12);
    int type = icc.getShort(at + 8);
    if (type == 0) {
      return Math.pow(x, g);
    }
    if (type != 3) {
      return Double.NaN;
    }
    double a = fixed(at + 16);
    double b = fixed(at + 20);
    double c = fixed(at + 24);
    double d = fixed(at + 28);
    return x >= d ? Math.pow(a * x + b, g) : c * x;
  }

  private double fixed(int at) {
    return icc.getInt(at) / 65536.0;
  }

  private String text(int at) {
    StringBuilder text = new StringBuilder(4);
    for (int i = 0; i < 4; i++) {
      text.append((char) (icc.get(at + i) & 0xff));
    }
    return text.toString();
  }
}
