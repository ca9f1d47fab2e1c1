package io.calotype.variants.render;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps what an engine decoded of an original for a further rendering of the same original by the
 * same engine, which then makes the same variants without another decode.
 *
 * <p>Whether anything is kept is the keeper's affair: an engine renders as well without.
 */
public interface BaseKeeper {
  /** Keeps nothing. */
  BaseKeeper NONE =
      new BaseKeeper() {
        @Override
        public Optional<BasePicture> kept(int widthPx, int heightPx) {
          return Optional.empty();
        }

        @Override
        public void offer(long bytes, Supplier<BasePicture> picture) {
          // It is never asked for.
        }
      };

  /** What is kept of the original, where it has exactly this size. */
  Optional<BasePicture> kept(int widthPx, int heightPx);

  /**
   * Offers what has been decoded.
   *
   * @param bytes how large its pixels are
   * @param picture copies it; called at once where it is kept, else never
   */
  void offer(long bytes, Supplier<BasePicture> picture);
}
