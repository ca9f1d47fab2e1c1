package io.calotype.variants.probe;

import java.util.OptionalLong;
import java.util.Set;

/**
 * Tells a camera's raw data from a picture: most makers' files (NEF, ARW, DNG, PEF, SRW, 3FR, and
 * more) are TIFFs by their first bytes, and what a TIFF reader finds in them is a thumbnail, or
 * sensor data that looks like noise.
 */
final class CameraRaw {
  private static final int SUBFILE_TYPE = 254;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int SUB_DIRECTORIES = 330;
  private static final int CFA_REPEAT = 33421;
  private static final int DNG_VERSION = 50706;
  private static final int SUB_DIRECTORIES_MAX = 8;

  /** Colour filter array, and linear raw. */
  private static final Set<Long> SENSOR = Set.of(32803L, 34892L);

  /** Of Sony, Nikon, Kodak and Pentax. */
  private static final Set<Long> MAKERS = Set.of(32767L, 34713L, 65000L, 65535L);

  private CameraRaw() {}

  /** Whether a TIFF that begins with this directory is one. */
  static boolean is(TiffDirectory first) {
    boolean thumbnailFirst = first.number(SUBFILE_TYPE).orElse(0) == 1;
    return first.has(DNG_VERSION)
        || hasSensorData(first)
        || (thumbnailFirst && first.has(SUB_DIRECTORIES))
        || subDirectoryHasSensorData(first);
  }

  private static boolean hasSensorData(TiffDirectory directory) {
    return directory.has(CFA_REPEAT)
        || SENSOR.contains(directory.number(PHOTOMETRIC).orElse(0))
        || MAKERS.contains(directory.number(COMPRESSION).orElse(0));
  }

  private static boolean subDirectoryHasSensorData(TiffDirectory first) {
    for (int i = 0; i < SUB_DIRECTORIES_MAX; i++) {
      OptionalLong at = first.number(SUB_DIRECTORIES, i);
      if (at.isEmpty()) {
        return false;
      }
      if (first.bytes().has(at.getAsLong(), 2)
          && hasSensorData(TiffDirectory.at(first.bytes(), at.getAsLong()))) {
        return true;
      }
    }
    return false;
  }
}
