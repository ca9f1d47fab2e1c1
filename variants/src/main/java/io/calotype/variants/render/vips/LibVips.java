package io.calotype.variants.render.vips;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Locale;

/**
 * The functions of libvips that the engine calls, under their C names in camel case.
 *
 * <p>Where C has optional arguments, {@code options} are pairs of a name and a value of exactly the
 * type that libvips reads: {@link Integer} for int, enum and boolean, {@link Double} for double,
 * {@link String}. JNA adds the NULL that ends them. Functions that return int give 0, or -1 and a
 * message in the error buffer. A {@code size_t} is a long: all platforms are of 64 bits.
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

  Pointer vipsErrorBufferCopy();

  int vipsTrackedGetAllocs();

  long vipsTrackedGetMem();

  int gSetenv(String name, String value, int overwrite);

  void gFree(Pointer memory);

  void gObjectUnref(Pointer object);

  int vipsJpegloadBuffer(Memory bytes, long size, PointerByReference out, Object... options);

  int vipsPngloadBuffer(Memory bytes, long size, PointerByReference out, Object... options);

  int vipsWebploadBuffer(Memory bytes, long size, PointerByReference out, Object... options);

  int vipsGifloadBuffer(Memory bytes, long size, PointerByReference out, Object... options);

  int vipsTiffloadBuffer(Memory bytes, long size, PointerByReference out, Object... options);

  int vipsHeifloadBuffer(Memory bytes, long size, PointerByReference out, Object... options);

  int vipsJpegsaveBuffer(
      Pointer in, PointerByReference out, LongByReference size, Object... options);

  int vipsPngsaveBuffer(
      Pointer in, PointerByReference out, LongByReference size, Object... options);

  int vipsWebpsaveBuffer(
      Pointer in, PointerByReference out, LongByReference size, Object... options);

  int vipsHeifsaveBuffer(
      Pointer in, PointerByReference out, LongByReference size, Object... options);

  int vipsImageGetWidth(Pointer image);

  int vipsImageGetHeight(Pointer image);

  int vipsImageGetBands(Pointer image);

  int vipsImageGetFormat(Pointer image);

  int vipsImageGetInterpretation(Pointer image);

  int vipsImageHasalpha(Pointer image);

  long vipsImageGetTypeof(Pointer image, String field);

  int vipsImageGetBlob(Pointer image, String field, PointerByReference out, LongByReference size);

  int vipsImageGetInt(Pointer image, String field, IntByReference out);

  int vipsImageGetArrayInt(
      Pointer image, String field, PointerByReference out, IntByReference count);

  void vipsImageSetInt(Pointer image, String field, int value);

  void vipsImageSetArrayInt(Pointer image, String field, int[] values, int count);

  Pointer vipsImageNewFromMemoryCopy(
      byte[] pixels, long size, int width, int height, int bands, int format);

  void vipsImageSetBlobCopy(Pointer image, String field, byte[] data, long size);

  int vipsImageRemove(Pointer image, String field);

  void vipsImageSetKill(Pointer image, int kill);

  Pointer vipsImageCopyMemory(Pointer image);

  /** An image on memory that stays the caller's. */
  Pointer vipsImageNewFromMemory(
      Pointer pixels, long size, int width, int height, int bands, int format);

  int vipsImageWrite(Pointer image, Pointer out);

  Pointer vipsImageWriteToMemory(Pointer image, LongByReference size);

  int vipsResize(Pointer in, PointerByReference out, double scale, Object... options);

  int vipsRot(Pointer in, PointerByReference out, int angle, Object... options);

  int vipsFlip(Pointer in, PointerByReference out, int direction, Object... options);

  /** A new image of the same pixels, whose fields can be set without touching the other's. */
  int vipsCopy(Pointer in, PointerByReference out, Object... options);

  int vipsArrayjoin(Pointer[] in, PointerByReference out, int count, Object... options);

  int vipsCast(Pointer in, PointerByReference out, int format, Object... options);

  int vipsColourspace(Pointer in, PointerByReference out, int interpretation, Object... options);

  int vipsIccIsCompatibleProfile(Pointer image, Pointer profile, long size);

  int vipsIccTransform(Pointer in, PointerByReference out, String profile, Object... options);

  int vipsPremultiply(Pointer in, PointerByReference out, Object... options);

  int vipsUnpremultiply(Pointer in, PointerByReference out, Object... options);

  int vipsExtractBand(Pointer in, PointerByReference out, int band, Object... options);

  int vipsExtractArea(
      Pointer in,
      PointerByReference out,
      int left,
      int top,
      int width,
      int height,
      Object... options);

  /** {@code attention_x} and {@code attention_y} are written to an {@code IntByReference}. */
  int vipsSmartcrop(Pointer in, PointerByReference out, int width, int height, Object... options);

  int vipsAddalpha(Pointer in, PointerByReference out, Object... options);

  int vipsMin(Pointer in, double[] out, Object... options);

  /** {@code background} is an array option: see {@link #vipsArrayDoubleNew}. */
  int vipsFlatten(Pointer in, PointerByReference out, Object... options);

  Pointer vipsArrayDoubleNew(double[] values, int count);

  void vipsAreaUnref(Pointer area);
}
