package io.calotype.variants.render.vips;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import io.calotype.variants.render.RendererUnavailableException;
import java.lang.ref.Reference;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libvips, loaded and set up for servers: one thread a picture, no cache of operations (no two
 * pictures share any), and none of the loaders that its authors call unfit for untrusted files.
 *
 * <p>It is never shut down: another class loader of the process may use the same copy. Closing lets
 * go of what this class loader has of it.
 */
final class Vips implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Vips.class);
  private static final int RTLD_NOW = 2;

  /**
   * Lines of a picture that are worked on at a time, where libvips takes 16: each turn has a price,
   * and the lines still lie in the processor's cache.
   */
  private static final String STRIP_HEIGHT = "--vips-fatstrip-height=64";

  /**
   * One lock for all class loaders of the process, hence a string: while one thread is in vips_init
   * a second call returns at once, and what it does next meets half a library and crashes.
   */
  private static final Object ONE_START_AT_A_TIME =
      "io.calotype.variants.render.vips.Vips".intern();

  private final LibVips functions;
  private final String version;
  private final Workspaces workspaces = new Workspaces();

  private Vips(LibVips functions) {
    this.functions = functions;
    this.version = functions.vipsVersionString();
  }

  /**
   * Loads the library, or takes the copy that the process has already.
   *
   * @throws RendererUnavailableException where this machine cannot load it
   */
  static Vips load(VipsSettings settings) {
    Platform platform = Platform.current();
    Path library = new NativeLibrary(platform, settings.cacheDirectory()).install();
    Map<String, Object> options = new HashMap<>();
    options.put(Library.OPTION_FUNCTION_MAPPER, LibVips.NAMES);
    options.put(Library.OPTION_STRING_ENCODING, "UTF-8");
    options.put(Library.OPTION_OPEN_FLAGS, RTLD_NOW | platform.noDelete());
    synchronized (ONE_START_AT_A_TIME) {
      return start(library, options);
    }
  }

  private static Vips start(Path library, Map<String, Object> options) {
    LibVips functions;
    try {
      functions = Native.load(library.toString(), LibVips.class, options);
      // Else each broken upload would write its warnings to the standard error of the process.
      functions.gSetenv("VIPS_WARNING", "off", 0);
      if (functions.vipsInit("calotype") != 0) {
        throw new RendererUnavailableException("libvips does not start: " + takeError(functions));
      }
    } catch (LinkageError e) {
      throw new RendererUnavailableException(
          whyNotLoaded(library, String.valueOf(e.getMessage())), e);
    }
    functions.vipsConcurrencySet(1);
    functions.vipsCacheSetMax(0);
    functions.vipsCacheSetMaxMem(0);
    functions.vipsCacheSetMaxFiles(0);
    functions.vipsBlockUntrustedSet(1);
    setOption(functions, STRIP_HEIGHT);
    Vips vips = new Vips(functions);
    LOG.info("libvips {} loaded from {}", vips.version, library);
    return vips;
  }

  /** Sets what libvips lets programs set by their command line alone. */
  private static void setOption(LibVips functions, String option) {
    Pointer context = functions.gOptionContextNew(null);
    Pointer group = functions.gOptionGroupNew("vips", "libvips", "libvips", null, null);
    functions.vipsAddOptionEntries(group);
    functions.gOptionContextSetMainGroup(context, group);
    StringArray arguments = new StringArray(new String[] {"calotype", option});
    try {
      if (functions.gOptionContextParse(
              context, new int[] {2}, new long[] {Pointer.nativeValue(arguments)}, null)
          == 0) {
        throw new RendererUnavailableException("libvips does not take its option " + option);
      }
    } finally {
      functions.gOptionContextFree(context);
      Reference.reachabilityFence(arguments);
    }
  }

  /** What the system's loader said, with what to do where that is known. */
  static String whyNotLoaded(Path library, String loaderMessage) {
    String advice;
    if (loaderMessage.contains("libstdc++")) {
      advice = "; it needs libstdc++: install it (Debian: libstdc++6)";
    } else if (loaderMessage.contains("GLIBC_")) {
      advice = "; it needs glibc 2.28 or newer (Debian 10, Amazon Linux 2023)";
    } else if (loaderMessage.contains("failed to map segment")) {
      advice = "; the file system may be mounted noexec: set XDG_CACHE_HOME to another";
    } else {
      advice = "";
    }
    return "libvips cannot be loaded from "
        + library
        + ": "
        + loaderMessage.lines().findFirst().orElse("no reason given")
        + advice;
  }

  LibVips functions() {
    return functions;
  }

  Workspaces workspaces() {
    return workspaces;
  }

  /**
   * Frees the workspaces and closes JNA's handle, so that the class loader can be collected: JNA's
   * cleaner thread keeps it for as long as a handle is open, and nobody else closes that in time.
   * The library itself stays mapped ({@link Platform#noDelete}). No rendering may be in it.
   */
  @Override
  public void close() {
    workspaces.close();
    ((Library.Handler) Proxy.getInvocationHandler(functions)).getNativeLibrary().close();
  }

  /** The version of libvips, as {@code 8.18.7}. */
  String version() {
    return version;
  }

  /**
   * Takes what libvips wrote about errors since the last time.
   *
   * <p>The buffer is one for all threads, so the text may speak of another picture: it is for logs
   * and never decides what is answered.
   */
  String takeError() {
    return takeError(functions);
  }

  private static String takeError(LibVips functions) {
    Pointer text = functions.vipsErrorBufferCopy();
    try {
      String message = text.getString(0, "UTF-8").strip();
      return message.isEmpty() ? "no reason given" : message.replaceAll("\\s*\\R\\s*", "; ");
    } finally {
      functions.gFree(text);
    }
  }
}
