package io.calotype.variants.html;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * The blurred picture that a ThumbHash stands for, at most 32 pixels a side.
 *
 * <p>As Evan Wallace has published it (MIT licence) at https://evanw.github.io/thumbhash/; the same
 * as {@code thumbhash.mjs} in JavaScript, to the byte.
 */
final class ThumbHashImage {
  private static final int SIDE_PX = 32;
  private static final byte[] PNG = {(byte) 137, 'P', 'N', 'G', 13, 10, 26, 10};

  /** Bytes that are missing count as 0. */
  private final byte[] hash;

  private final boolean alpha;
  private final int widthPx;
  private final int heightPx;
  private final List<Channel> channels;

  private ThumbHashImage(byte[] hash) {
    this.hash = hash;
    int first = at(0) | (at(1) << 8) | (at(2) << 16);
    int second = at(3) | (at(4) << 8);
    this.alpha = first >> 23 != 0;
    boolean landscape = second >> 15 != 0;
    int longer = alpha ? 5 : 7;
    int shorter = second & 7;
    double ratio = landscape ? (double) longer / shorter : (double) shorter / longer;
    this.widthPx = side(ratio > 1 ? SIDE_PX : SIDE_PX * ratio);
    this.heightPx = side(ratio > 1 ? SIDE_PX / ratio : SIDE_PX);
    int termsX = Math.max(3, landscape ? longer : shorter);
    int termsY = Math.max(3, landscape ? shorter : longer);
    Nibbles nibbles = new Nibbles(alpha ? 6 : 5);
    this.channels = new ArrayList<>();
    // Colour is a little stronger than it was measured, to make up for the few steps of its terms.
    channels.add(
        channel((first & 63) / 63.0, ((first >> 18) & 31) / 31.0, termsX, termsY, nibbles));
    channels.add(
        channel(((first >> 6) & 63) / 31.5 - 1, ((second >> 3) & 63) / 63.0 * 1.25, 3, 3, nibbles));
    channels.add(
        channel(
            ((first >> 12) & 63) / 31.5 - 1, ((second >> 9) & 63) / 63.0 * 1.25, 3, 3, nibbles));
    if (alpha) {
      channels.add(channel((at(5) & 15) / 15.0, (at(5) >> 4) / 15.0, 5, 5, nibbles));
    }
  }

  /**
   * The picture of a hash.
   *
   * @param base64 the hash, as manifests carry it
   */
  static ThumbHashImage of(String base64) {
    return new ThumbHashImage(Base64.getDecoder().decode(base64));
  }

  /** Whether the picture is transparent somewhere. */
  boolean hasAlpha() {
    return alpha;
  }

  /** A PNG in a data URL. */
  String dataUrl() {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png());
  }

  /** One of luminance, two colour differences and alpha: its mean, and what varies. */
  private record Channel(double constant, List<Term> terms) {
    double at(double x, double y) {
      double sum = constant;
      for (Term term : terms) {
        // With StrictMath, so that every machine gives the same bits, which are JavaScript's.
        sum += term.value * (StrictMath.cos(x * term.x) * (StrictMath.cos(y * term.y) * 2));
      }
      return sum;
    }
  }

  private record Term(int x, int y, double value) {}

  private static Channel channel(
      double constant, double scale, int termsX, int termsY, Nibbles nibbles) {
    List<Term> terms = new ArrayList<>();
    for (int y = 0; y < termsY; y++) {
      for (int x = y > 0 ? 0 : 1; x * termsY < termsX * (termsY - y); x++) {
        terms.add(new Term(x, y, (nibbles.next() / 7.5 - 1) * scale));
      }
    }
    return new Channel(constant, terms);
  }

  private byte[] png() {
    // Not compressed: at 32 pixels a side that would save nothing worth code in a browser.
    Deflater stored = new Deflater(Deflater.NO_COMPRESSION);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(data, stored)) {
      deflated.write(rows());
      deflated.finish();
      out.write(PNG);
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      DataOutputStream fields = new DataOutputStream(header);
      fields.writeInt(widthPx);
      fields.writeInt(heightPx);
      fields.write(new byte[] {8, 6, 0, 0, 0});
      chunk(out, "IHDR", header.toByteArray());
      chunk(out, "IDAT", data.toByteArray());
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    } finally {
      stored.end();
    }
    return out.toByteArray();
  }

  private byte[] rows() {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (int y = 0; y < heightPx; y++) {
      rows.write(0);
      for (int x = 0; x < widthPx; x++) {
        double angleX = Math.PI / widthPx * (x + 0.5);
        double angleY = Math.PI / heightPx * (y + 0.5);
        double luminance = channels.get(0).at(angleX, angleY);
        double yellowBlue = channels.get(1).at(angleX, angleY);
        double redGreen = channels.get(2).at(angleX, angleY);
        double blue = luminance - 2.0 / 3 * yellowBlue;
        double red = (3 * luminance - blue + redGreen) / 2;
        rows.write(byteOf(red));
        rows.write(byteOf(red - redGreen));
        rows.write(byteOf(blue));
        rows.write(byteOf(alpha ? channels.get(3).at(angleX, angleY) : 1));
      }
    }
    return rows.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data)
      throws IOException {
    ByteArrayOutputStream typed = new ByteArrayOutputStream();
    new DataOutputStream(typed).writeBytes(type);
    typed.write(data);
    CRC32 crc = new CRC32();
    crc.update(typed.toByteArray());
    DataOutputStream fields = new DataOutputStream(out);
    fields.writeInt(data.length);
    fields.write(typed.toByteArray());
    fields.writeInt((int) crc.getValue());
  }

  private static int side(double px) {
    return Math.max(1, (int) Math.round(px));
  }

  private static int byteOf(double value) {
    return (int) Math.max(0, 255 * Math.min(1, value));
  }

  private int at(int index) {
    return index < hash.length ? hash[index] & 0xff : 0;
  }

  /** Four bits at a time, the lower four first. */
  private final class Nibbles {
    private int position;

    Nibbles(int start) {
      position = 2 * start;
    }

    int next() {
      int nibble = (ThumbHashImage.this.at(position / 2) >> (4 * (position % 2))) & 15;
      position++;
      return nibble;
    }
  }
}
