package io.calotype.variants.probe;

import io.calotype.variants.reason.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a PNG without a colour profile says of its tones: old Macs and scientific programs wrote
 * other gammas than sRGB's, browsers heed them, and shown without they are too dark or too light.
 * Primaries of its own, which such files hardly have, are not heeded.
 */
public final class PngGamma {
  private static final int SIGNATURE_BYTES = 8;
  private static final int CHUNK_BYTES = 12;
  private static final int COLOUR_TYPE_AT = 25;
  private static final int HAS_COLOUR = 2;

  /** As much as libpng takes for the same. */
  private static final double TOLERANCE = 0.05;

  private static final double EXPONENT_MIN = 0.1;
  private static final double EXPONENT_MAX = 10;

  /** White (D50), then sRGB's primaries adapted to it. */
  private static final double[][] POINTS = {
    {0.9642, 1.0, 0.8249},
    {0.4361, 0.2225, 0.0139},
    {0.3851, 0.7169, 0.0971},
    {0.1431, 0.0606, 0.7141}
  };

  private PngGamma() {}

  /**
   * The gamma as a colour profile, grey or RGB as the picture is.
   *
   * @return empty where the file names none, or about sRGB's, or an absurd one, or says what its
   *     colours are by other means
   */
  public static Optional<byte[]> profile(byte[] png) {
    Bytes file = Bytes.of(png, "PNG");
    try {
      double exponent = 1 / (gamma(file) / 100_000.0);
      boolean heeded =
          exponent >= EXPONENT_MIN
              && exponent <= EXPONENT_MAX
              && Math.abs(2.2 / exponent - 1) > TOLERANCE;
      boolean colour = (file.u8(COLOUR_TYPE_AT) & HAS_COLOUR) != 0;
      return heeded ? Optional.of(profile(colour, exponent)) : Optional.empty();
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  /** In units of 1/100000; 0 where there is none that counts. */
  private static long gamma(Bytes file) {
    long gamma = 0;
    for (long at = SIGNATURE_BYTES;
        file.has(at, CHUNK_BYTES) && !file.isAt(at + 4, "IDAT");
        at += CHUNK_BYTES + file.u32(at)) {
      if (file.isAt(at + 4, "iCCP") || file.isAt(at + 4, "sRGB") || file.isAt(at + 4, "cICP")) {
        return 0;
      }
      if (gamma == 0 && file.isAt(at + 4, "gAMA")) {
        gamma = file.u32(at + 8);
      }
    }
    return gamma;
  }

  private static byte[] profile(boolean colour, double exponent) {
    List<String> names =
        colour
            ? List.of("wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC")
            : List.of("wtpt", "kTRC");
    int points = colour ? POINTS.length : 1;
    int dataAt = 128 + 4 + 12 * names.size();
    int curveAt = dataAt + 20 * points;
    ByteBuffer icc = ByteBuffer.allocate(curveAt + 16);
    icc.putInt(icc.capacity()).putInt(0).putInt(0x04000000);
    icc.put(text("mntr")).put(text(colour ? "RGB " : "GRAY")).put(text("XYZ "));
    icc.position(36).put(text("acsp")).position(68);
    xyz(icc, POINTS[0]).position(128).putInt(names.size());
    for (String name : names) {
      boolean curve = name.endsWith("TRC");
      icc.put(text(name)).putInt(curve ? curveAt : dataAt + 20 * names.indexOf(name));
      icc.putInt(curve ? 16 : 20);
    }
    for (int i = 0; i < points; i++) {
      xyz(icc.put(text("XYZ ")).putInt(0), POINTS[i]);
    }
    return icc.put(text("para")).putInt(0).putInt(0).putInt(fixed(exponent)).array();
  }

  private static ByteBuffer xyz(ByteBuffer icc, double[] point) {
    for (double coordinate : point) {
      icc.putInt(fixed(coordinate));
    }
    return icc;
  }

  private static int fixed(double value) {
    return (int) Math.round(value * 65_536);
  }

  private static byte[] text(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }
}
