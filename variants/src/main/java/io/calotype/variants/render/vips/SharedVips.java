package io.calotype.variants.render.vips;

import io.calotype.variants.render.RendererUnavailableException;
import java.util.HashMap;
import java.util.Map;

/**
 * libvips for all engines of this class loader: loaded for the first that enters, and let go of
 * when the last engine has been closed and the last rendering in it has ended.
 *
 * <p>It counts, since JNA gives all engines of a class loader one handle: what one engine closed,
 * the others would miss in the middle of a rendering.
 */
final class SharedVips {
  private static final Map<VipsSettings, SharedVips> LOADED = new HashMap<>();

  private final VipsSettings settings;
  private final Vips vips;
  private int users;

  private SharedVips(VipsSettings settings, Vips vips) {
    this.settings = settings;
    this.vips = vips;
  }

  /**
   * The library, entered once; the first has to wait until it is loaded.
   *
   * @throws RendererUnavailableException where this machine cannot load it
   */
  static SharedVips enter(VipsSettings settings) {
    synchronized (LOADED) {
      SharedVips shared = LOADED.get(settings);
      if (shared == null) {
        shared = new SharedVips(settings, Vips.load(settings));
        LOADED.put(settings, shared);
      }
      shared.users++;
      return shared;
    }
  }

  /** Enters it once more; only for who is in it already. */
  void enter() {
    synchronized (LOADED) {
      users++;
    }
  }

  /** Leaves it once. */
  void leave() {
    synchronized (LOADED) {
      if (--users == 0) {
        LOADED.remove(settings);
        vips.close();
      }
    }
  }

  Vips vips() {
    return vips;
  }
}
