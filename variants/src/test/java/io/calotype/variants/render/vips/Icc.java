package io.calotype.variants.render.vips;

import io.calotype.variants.fixture.ByteWriter;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Arrays;

/** Colour profiles, and the way in which JPEGs carry them. */
final class Icc {
  private static final double[][] SRGB = {
    {0.4361, 0.2225, 0.0139}, {0.3851, 0.7169, 0.0971}, {0.1431, 0.0606, 0.7141}
  };
  private static final double[][] DISPLAY_P3 = {
    {0.5151, 0.2412, -0.0011}, {0.2920, 0.6922, 0.0419}, {0.1571, 0.0666, 0.7841}
  };
  private static final double[] SRGB_CURVE = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};

  private Icc() {}

  /** sRGB's primaries and curve, as many cameras write them. */
  static byte[] srgb() {
    return matrix(SRGB, 3, SRGB_CURVE);
  }

  /** What phones have written since 2016: wider primaries with sRGB's curve. */
  static byte[] displayP3() {
    return matrix(DISPLAY_P3, 3, SRGB_CURVE);
  }

  /** sRGB's primaries with a plain power for a curve. */
  static byte[] gamma(double gamma) {
    return matrix(SRGB, 0, gamma);
  }

  /** The profile of Java's own colour spaces. */
  static byte[] ofJava(int colorSpace) {
    return ICC_Profile.getInstance(colorSpace).getData();
  }

  /** The profile of Java's linear RGB. */
  static byte[] linear() {
    return ofJava(ColorSpace.CS_LINEAR_RGB);
  }

  /** A profile with three primaries, D50 white and one parametric curve for all of them. */
  static byte[] matrix(double[][] primaries, int curveType, double... curve) {
    String[] tags = {"rXYZ", "gXYZ", "bXYZ", "wtpt", "rTRC", "gTRC", "bTRC"};
    int tagsBytes = 4 + tags.length * 12;
    int curveBytes = 12 + 4 * curve.length;
    int xyzAt = 128 + tagsBytes;
    int curveAt = xyzAt + 4 * 20;
    int size = curveAt + curveBytes;
    ByteWriter out = ByteWriter.bigEndian();
    out.u32(size).u32(0).u32(0x04000000).text("mntrRGB XYZ ");
    out.bytes(new byte[12]).text("acsp").bytes(new byte[28]);
    xyz(out, new double[] {0.9642, 1.0, 0.8249}).bytes(new byte[48]);
    out.u32(tags.length);
    for (int i = 0; i < tags.length; i++) {
      boolean isCurve = i >= 4;
      out.text(tags[i]).u32(isCurve ? curveAt : xyzAt + 20 * i).u32(isCurve ? curveBytes : 20);
    }
    for (double[] primary : primaries) {
      xyz(out.text("XYZ ").u32(0), primary);
    }
    xyz(out.text("XYZ ").u32(0), new double[] {0.9642, 1.0, 0.8249});
    out.text("para").u32(0).u16(curveType).u16(0);
    for (double parameter : curve) {
      out.u32(fixed(parameter));
    }
    return out.toBytes();
  }

  /** Puts an APP2 segment with the profile behind a JPEG's first marker. */
  static byte[] intoJpeg(byte[] jpeg, byte[] profile) {
    return ByteWriter.bigEndian()
        .u8(0xff, 0xd8, 0xff, 0xe2)
        .u16(2 + 14 + profile.length)
        .text("ICC_PROFILE\0")
        .u8(1, 1)
        .bytes(profile)
        .bytes(Arrays.copyOfRange(jpeg, 2, jpeg.length))
        .toBytes();
  }

  private static ByteWriter xyz(ByteWriter out, double[] xyz) {
    return out.u32(fixed(xyz[0])).u32(fixed(xyz[1])).u32(fixed(xyz[2]));
  }

  private static int fixed(double value) {
    return (int) Math.round(value * 65536);
  }
}
