package io.calotype.variants.render.vips;

import com.sun.jna.Pointer;
import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.crop.Window;
import io.calotype.variants.render.BasePicture;
import java.util.List;
import java.util.stream.Stream;

/** An image of libvips, and what can be made of it; all that is made belongs to the same scope. */
final class VipsImage {
  private static final String PROFILE = "icc-profile-data";
  private static final String ORIENTATION = "orientation";

  /** One byte a band. */
  static final int UCHAR = 0;

  /**
   * {@code VIPS_KERNEL_LANCZOS2}: against Lanczos of three lobes it takes a third less of the
   * resizes' time, rings less at edges, and measures the same.
   */
  private static final int KERNEL = 4;

  private static final int PERCEPTUAL = 0;
  private static final int FORMAT_BITS = 8;
  private static final int INTERESTING_ATTENTION = 3;

  /** The ways to read pixels as colours that the engine tells apart, by libvips' numbers. */
  enum Interpretation {
    CMYK(15),
    SRGB(22),
    OTHER(-1);

    private final int number;

    Interpretation(int number) {
      this.number = number;
    }
  }

  private final LibVips functions;
  private final Scope scope;
  private final Pointer handle;

  VipsImage(LibVips functions, Scope scope, Pointer handle) {
    this.functions = functions;
    this.scope = scope;
    this.handle = handle;
  }

  /** What it belongs to. */
  Scope scope() {
    return scope;
  }

  /** The same image, seen from another scope: what is made of it belongs there. */
  VipsImage in(Scope other) {
    return new VipsImage(functions, other, handle);
  }

  Pointer handle() {
    return handle;
  }

  int widthPx() {
    return functions.vipsImageGetWidth(handle);
  }

  int heightPx() {
    return functions.vipsImageGetHeight(handle);
  }

  int bands() {
    return functions.vipsImageGetBands(handle);
  }

  boolean hasAlpha() {
    return functions.vipsImageHasalpha(handle) != 0;
  }

  /** Whether each band of a pixel is one byte. */
  boolean isBytes() {
    return functions.vipsImageGetFormat(handle) == UCHAR;
  }

  Interpretation interpretation() {
    int number = functions.vipsImageGetInterpretation(handle);
    for (Interpretation interpretation : Interpretation.values()) {
      if (interpretation.number == number) {
        return interpretation;
      }
    }
    return Interpretation.OTHER;
  }

  /** The embedded colour profile, where there is one that fits the bands; else empty. */
  byte[] profile() {
    if (functions.vipsImageGetTypeof(handle, PROFILE) == 0) {
      return new byte[0];
    }
    long[] data = new long[1];
    long[] size = new long[1];
    if (functions.vipsImageGetBlob(handle, PROFILE, data, size) != 0
        || functions.vipsIccIsCompatibleProfile(handle, new Pointer(data[0]), size[0]) == 0) {
      return new byte[0];
    }
    return new Pointer(data[0]).getByteArray(0, Math.toIntExact(size[0]));
  }

  /** The same pixels, taken to be in the colours of this profile. */
  VipsImage withProfile(byte[] icc) {
    VipsImage copy = scope.image("copy", (vips, out) -> vips.vipsCopy(handle, out));
    functions.vipsImageSetBlobCopy(copy.handle, PROFILE, icc, icc.length);
    return copy;
  }

  /** Exactly this size, by Lanczos; width and height each with a scale of their own. */
  VipsImage resized(int widthPx, int heightPx) {
    double scale = (double) widthPx / widthPx();
    double verticalScale = (double) heightPx / heightPx();
    return scope.image(
        "resize",
        (vips, out) ->
            vips.vipsResize(handle, out, scale, "vscale", verticalScale, "kernel", KERNEL));
  }

  /** Each so many pixels made one, their mean. */
  VipsImage shrunk(int pixelsAcross, int pixelsDown) {
    return scope.image(
        "shrink", (vips, out) -> vips.vipsShrink(handle, out, pixelsAcross, pixelsDown));
  }

  /**
   * Turned and mirrored from how it is stored to how it is seen; its pixels must be in memory and
   * its own.
   *
   * @param orientation as EXIF counts it, 1 to 8
   */
  VipsImage upright(int orientation) {
    VipsImage upright = turnedAndMirrored(orientation);
    // Else an AVIF would tell viewers to turn it once more: libvips writes that as a property of
    // the picture, whatever metadata is kept.
    functions.vipsImageRemove(upright.handle, ORIENTATION);
    return upright;
  }

  private VipsImage turnedAndMirrored(int orientation) {
    return switch (orientation) {
      case 2 -> mirrored();
      case 3 -> turned(2);
      case 4 -> turned(2).mirrored();
      case 5 -> turned(1).mirrored();
      case 6 -> turned(1);
      case 7 -> turned(3).mirrored();
      case 8 -> turned(3);
      default -> this;
    };
  }

  private VipsImage turned(int quartersClockwise) {
    return scope.image("rotate", (vips, out) -> vips.vipsRot(handle, out, quartersClockwise));
  }

  private VipsImage mirrored() {
    return scope.image("mirror", (vips, out) -> vips.vipsFlip(handle, out, 0));
  }

  /** With its colours multiplied by its alpha, so that invisible colours do not bleed. */
  VipsImage premultiplied() {
    return scope
        .image("premultiply", (vips, out) -> vips.vipsPremultiply(handle, out))
        .cast(functions.vipsImageGetFormat(handle));
  }

  VipsImage unpremultiplied() {
    return scope
        .image("unpremultiply", (vips, out) -> vips.vipsUnpremultiply(handle, out))
        .cast(functions.vipsImageGetFormat(handle));
  }

  /** With one byte a band; values beyond are clipped. */
  VipsImage asBytes() {
    return cast(UCHAR);
  }

  private VipsImage cast(int format) {
    return scope.image("cast", (vips, out) -> vips.vipsCast(handle, out, format));
  }

  /** In sRGB by the rules of its interpretation, without a profile. */
  VipsImage inSrgb() {
    return scope.image(
        "colourspace",
        (vips, out) -> vips.vipsColourspace(handle, out, Interpretation.SRGB.number));
  }

  /**
   * In sRGB by its embedded profile, else by the one named.
   *
   * @param fallback a profile that libvips has built in
   */
  VipsImage inSrgbByProfile(String fallback) {
    return scope.image(
        "icc_transform",
        (vips, out) ->
            vips.vipsIccTransform(
                handle,
                out,
                "srgb",
                "embedded",
                1,
                "input_profile",
                fallback,
                "intent",
                PERCEPTUAL,
                "depth",
                FORMAT_BITS));
  }

  /** Only the first bands. */
  VipsImage firstBands(int count) {
    return scope.image(
        "extract_band", (vips, out) -> vips.vipsExtractBand(handle, out, 0, "n", count));
  }

  /** The number under a field, or another where there is none. */
  int number(String field, int or) {
    int[] out = new int[1];
    boolean there =
        functions.vipsImageGetTypeof(handle, field) != 0
            && functions.vipsImageGetInt(handle, field, out) == 0;
    return there ? out[0] : or;
  }

  /** The numbers under a field; none where there are none. */
  int[] numbers(String field) {
    long[] out = new long[1];
    int[] count = new int[1];
    boolean there =
        functions.vipsImageGetTypeof(handle, field) != 0
            && functions.vipsImageGetArrayInt(handle, field, out, count) == 0
            && count[0] > 0;
    return there ? new Pointer(out[0]).getIntArray(0, count[0]) : new int[0];
  }

  /** This and others of the same size below each other. */
  VipsImage above(List<VipsImage> others) {
    Pointer[] all =
        Stream.concat(Stream.of(this), others.stream())
            .map(VipsImage::handle)
            .toArray(Pointer[]::new);
    return scope.image(
        "arrayjoin", (vips, out) -> vips.vipsArrayjoin(all, out, all.length, "across", 1));
  }

  /**
   * Its pixels taken as the frames of an animation, below each other.
   *
   * @param delaysMs how long each frame is shown, in milliseconds
   * @param loops how often it is played; 0 for without end
   */
  VipsImage asAnimation(int frameHeightPx, int[] delaysMs, int loops) {
    VipsImage copy = scope.image("copy", (vips, out) -> vips.vipsCopy(handle, out));
    functions.vipsImageSetInt(copy.handle, "page-height", frameHeightPx);
    functions.vipsImageSetArrayInt(copy.handle, "delay", delaysMs, delaysMs.length);
    functions.vipsImageSetInt(copy.handle, "loop", loops);
    return copy;
  }

  /**
   * The same sRGB pixels of one byte a band, with this EXIF data and nothing else.
   *
   * <p>Made anew from its pixels: libvips keeps an original's EXIF also as single fields, and
   * writes them all into the block that it finds, the place where a photo was taken as well.
   */
  VipsImage withOnlyExif(byte[] exif) {
    VipsImage copy = scope.picture(new BasePicture(widthPx(), heightPx(), bands(), 1, 1, pixels()));
    functions.vipsImageSetBlobCopy(copy.handle, "exif-data", exif, exif.length);
    return copy;
  }

  /** Only a part of it. */
  VipsImage part(Window window) {
    return scope.image(
        "extract_area",
        (vips, out) ->
            vips.vipsExtractArea(
                handle, out, window.leftPx(), window.topPx(), window.widthPx(), window.heightPx()));
  }

  /**
   * The point around which a part of this size shows what catches the eye: edges, skin, saturated
   * colours.
   */
  FocalPoint attention(int partWidthPx, int partHeightPx) {
    int[] x = new int[1];
    int[] y = new int[1];
    scope.image(
        "smartcrop",
        (vips, out) ->
            vips.vipsSmartcrop(
                handle,
                out,
                partWidthPx,
                partHeightPx,
                "interesting",
                INTERESTING_ATTENTION,
                "attention_x",
                x,
                "attention_y",
                y));
    return new FocalPoint(
        Math.min(1, (x[0] + 0.5) / widthPx()), Math.min(1, (y[0] + 0.5) / heightPx()));
  }

  private VipsImage lastBand() {
    return scope.image(
        "extract_band", (vips, out) -> vips.vipsExtractBand(handle, out, bands() - 1));
  }

  /** Whether its alpha, of one byte, is opaque everywhere. */
  boolean isOpaque() {
    return lastBand().min() == 255;
  }

  private double min() {
    double[] out = new double[1];
    scope.ask("min", vips -> vips.vipsMin(handle, out));
    return out[0];
  }

  /** Laid on a colour, without alpha. */
  VipsImage flattened(double... background) {
    Pointer colour = functions.vipsArrayDoubleNew(background, background.length);
    try {
      return scope.image(
          "flatten", (vips, out) -> vips.vipsFlatten(handle, out, "background", colour));
    } finally {
      functions.vipsAreaUnref(colour);
    }
  }

  /** The same with its pixels computed, as part of another scope. */
  VipsImage materialisedIn(Scope owner) {
    return owner.materialise("pixels", this);
  }

  /** The same with its pixels computed. */
  VipsImage materialised() {
    return materialisedIn(scope);
  }

  /** Its pixels, row by row, a byte a band. */
  byte[] pixels() {
    return scope.pixels("pixels", this);
  }

  /** Its pixels and their size, to be made an image again by {@link Scope#picture}. */
  BasePicture asBasePicture() {
    return new BasePicture(
        widthPx(),
        heightPx(),
        bands(),
        functions.vipsImageGetXres(handle),
        functions.vipsImageGetYres(handle),
        pixels());
  }

  /** The same pixels, taken to be in sRGB, with this density. */
  VipsImage inSrgbAlready(double acrossPerMm, double downPerMm) {
    return scope.image(
        "copy",
        (vips, out) ->
            vips.vipsCopy(
                handle,
                out,
                "interpretation",
                Interpretation.SRGB.number,
                "xres",
                acrossPerMm,
                "yres",
                downPerMm));
  }

  /**
   * Its pixels, row by row, four bytes each: opaque where it has no alpha. It has three bands or
   * four.
   */
  byte[] rgba() {
    byte[] pixels = pixels();
    if (hasAlpha()) {
      return pixels;
    }
    byte[] rgba = new byte[pixels.length / 3 * 4];
    for (int from = 0, to = 0; from < pixels.length; from += 3, to += 4) {
      rgba[to] = pixels[from];
      rgba[to + 1] = pixels[from + 1];
      rgba[to + 2] = pixels[from + 2];
      rgba[to + 3] = (byte) 0xff;
    }
    return rgba;
  }

  /** Its file. */
  byte[] encoded(String step, Scope.Encoding encoding) {
    return scope.encoded(step, encoding);
  }
}
