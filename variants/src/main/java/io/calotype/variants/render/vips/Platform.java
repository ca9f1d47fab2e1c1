package io.calotype.variants.render.vips;

import io.calotype.variants.render.RendererUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The platforms whose native library is packed, by the name of its folder. */
enum Platform {
  LINUX_X64("linux-x64", "libvips-cpp.so.%s", 0x1000),
  LINUX_ARM64("linux-arm64", "libvips-cpp.so.%s", 0x1000),
  DARWIN_ARM64("darwin-arm64", "libvips-cpp.%s.dylib", 0x80);

  private static final Path MAPS = Path.of("/proc/self/maps");

  private final String folder;
  private final String fileName;
  private final int noDelete;

  Platform(String folder, String fileName, int noDelete) {
    this.folder = folder;
    this.fileName = fileName;
    this.noDelete = noDelete;
  }

  /** The folder of this platform's resources. */
  String folder() {
    return folder;
  }

  /** The name of the library's file at a version of libvips. */
  String fileName(String vipsVersion) {
    return String.format(Locale.ROOT, fileName, vipsVersion);
  }

  /**
   * {@code RTLD_NODELETE}: a library that has started threads must never be unmapped, yet JNA
   * closes it when the class loader that opened it goes.
   */
  int noDelete() {
    return noDelete;
  }

  /**
   * The platform of this process.
   *
   * @throws RendererUnavailableException on any other
   */
  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"), memoryMap());
  }

  static Platform of(String os, String arch, String memoryMap) {
    String cpu = arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch;
    cpu = cpu.equals("aarch64") ? "arm64" : cpu;
    String kernel = os.startsWith("Mac") ? "darwin" : os.toLowerCase(Locale.ROOT);
    if (memoryMap.contains("/ld-musl-")) {
      throw new RendererUnavailableException(
          "libvips is packed for glibc but this Java runs on musl (Alpine?);"
              + " use a glibc image such as Debian's, or the engine scalr");
    }
    for (Platform platform : values()) {
      if (platform.folder.equals(kernel + "-" + cpu)) {
        return platform;
      }
    }
    throw new RendererUnavailableException(
        "libvips is packed for linux-x64, linux-arm64 and darwin-arm64 but this is "
            + kernel
            + "-"
            + cpu
            + "; use the engine scalr");
  }

  /** What is mapped into this process, among it the C library; empty where nothing tells. */
  private static String memoryMap() {
    try {
      // Paths may hold any bytes; Latin-1 reads all of them.
      return Files.readString(MAPS, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
