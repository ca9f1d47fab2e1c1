package io.calotype.variants.render.vips;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The functions of libvips that the engine calls, under their C names in camel case.
 *
 * <p>Where C has optional arguments, {@code options} are pairs of a name and a value of exactly the
 * type that libvips reads: {@link Integer} for int, enum and boolean, {@link Double} for double,
 * {@link String}. JNA adds the NULL that ends them. Functions that return int give 0, or -1 and a
 * message in the error buffer. A {@code size_t} is a long: all platforms are of 64 bits.
 *
 * <p>What C writes to a pointer comes back in an array of one: an address or a size in a {@code
 * long[]}, an int in an {@code int[]}. Not in JNA's own types for that: it keeps an instance of
 * each, with native memory, by a soft reference, and with that memory its cleaner thread and the
 * class loader of an ended job.
 */
interface LibVips extends Library {
  /** {@code vipsImageGetWidth} to {@code vips_image_get_width}. */
  FunctionMapper NAMES =
      (library, method) -> method.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);

  int vipsInit(String programName);

  String vipsVersionString();

  void vipsConcurrencySet(int threads);

  void vipsCacheSetMax(int operations);

  void vipsCacheSetMaxMem(long bytes);

  void vipsCacheSetMaxFiles(int files);

  void vipsBlockUntrustedSet(int blocked);

  void vipsAddOptionEntries(Pointer group);

  Pointer vipsErrorBufferCopy();

  int vipsTrackedGetAllocs();

  long vipsTrackedGetMem();

  int gSetenv(String name, String value, int overwrite);

  void gFree(Pointer memory);

  Pointer gOptionContextNew(@Nullable String parameters);

  /** Takes the group over, and frees it with the context. */
  void gOptionContextSetMainGroup(Pointer context, Pointer group);

  Pointer gOptionGroupNew(
      String name, String description, String help, @Nullable Pointer data, @Nullable Pointer free);

  /** Gives 0 where there is an option that it does not know, or a value that it does not take. */
  int gOptionContextParse(Pointer context, int[] argc, long[] argv, long @Nullable [] error);

  void gOptionContextFree(Pointer context);

  void gObjectUnref(Pointer object);

  int vipsJpegloadBuffer(Memory bytes, long size, long[] out, Object... options);

  int vipsPngloadBuffer(Memory bytes, long size, long[] out, Object... options);

  int vipsWebploadBuffer(Memory bytes, long size, long[] out, Object... options);

  int vipsGifloadBuffer(Memory bytes, long size, long[] out, Object... options);

  int vipsTiffloadBuffer(Memory bytes, long size, long[] out, Object... options);

  int vipsHeifloadBuffer(Memory bytes, long size, long[] out, Object... options);

  int vipsJpegsaveBuffer(Pointer in, long[] out, long[] size, Object... options);

  int vipsPngsaveBuffer(Pointer in, long[] out, long[] size, Object... options);

  int vipsWebpsaveBuffer(Pointer in, long[] out, long[] size, Object... options);

  int vipsHeifsaveBuffer(Pointer in, long[] out, long[] size, Object... options);

  int vipsImageGetWidth(Pointer image);

  int vipsImageGetHeight(Pointer image);

  int vipsImageGetBands(Pointer image);

  int vipsImageGetFormat(Pointer image);

  int vipsImageGetInterpretation(Pointer image);

  int vipsImageHasalpha(Pointer image);

  double vipsImageGetXres(Pointer image);

  double vipsImageGetYres(Pointer image);

  long vipsImageGetTypeof(Pointer image, String field);

  int vipsImageGetBlob(Pointer image, String field, long[] out, long[] size);

  int vipsImageGetInt(Pointer image, String field, int[] out);

  int vipsImageGetArrayInt(Pointer image, String field, long[] out, int[] count);

  void vipsImageSetInt(Pointer image, String field, int value);

  void vipsImageSetArrayInt(Pointer image, String field, int[] values, int count);

  void vipsImageSetBlobCopy(Pointer image, String field, byte[] data, long size);

  int vipsImageRemove(Pointer image, String field);

  void vipsImageSetKill(Pointer image, int kill);

  Pointer vipsImageCopyMemory(Pointer image);

  /** An image on memory that stays the caller's. */
  Pointer vipsImageNewFromMemory(
      Pointer pixels, long size, int width, int height, int bands, int format);

  int vipsImageWrite(Pointer image, Pointer out);

  Pointer vipsImageWriteToMemory(Pointer image, long[] size);

  int vipsResize(Pointer in, long[] out, double scale, Object... options);

  int vipsShrink(
      Pointer in, long[] out, double horizontalFactor, double verticalFactor, Object... options);

  int vipsRot(Pointer in, long[] out, int angle, Object... options);

  int vipsFlip(Pointer in, long[] out, int direction, Object... options);

  /** A new image of the same pixels, whose fields can be set without touching the other's. */
  int vipsCopy(Pointer in, long[] out, Object... options);

  int vipsArrayjoin(Pointer[] in, long[] out, int count, Object... options);

  int vipsCast(Pointer in, long[] out, int format, Object... options);

  int vipsColourspace(Pointer in, long[] out, int interpretation, Object... options);

  int vipsIccIsCompatibleProfile(Pointer image, Pointer profile, long size);

  int vipsIccTransform(Pointer in, long[] out, String profile, Object... options);

  int vipsPremultiply(Pointer in, long[] out, Object... options);

  int vipsUnpremultiply(Pointer in, long[] out, Object... options);

  int vipsExtractBand(Pointer in, long[] out, int band, Object... options);

  int vipsExtractArea(
      Pointer in, long[] out, int left, int top, int width, int height, Object... options);

  /** {@code attention_x} and {@code attention_y} are written to an {@code int[]} each. */
  int vipsSmartcrop(Pointer in, long[] out, int width, int height, Object... options);

  int vipsMin(Pointer in, double[] out, Object... options);

  /** {@code background} is an array option: see {@link #vipsArrayDoubleNew}. */
  int vipsFlatten(Pointer in, long[] out, Object... options);

  Pointer vipsArrayDoubleNew(double[] values, int count);

  void vipsAreaUnref(Pointer area);
}
