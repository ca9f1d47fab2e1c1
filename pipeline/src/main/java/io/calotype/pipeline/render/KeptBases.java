package io.calotype.pipeline.render;

import io.calotype.variants.manifest.Source;
import io.calotype.variants.render.BaseKeeper;
import io.calotype.variants.render.BasePicture;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was fetched and decoded for the first part of a ladder, kept for its slow part.
 *
 * <p>Kept is what comes while there is room, and nothing is put out for it: slow parts are made in
 * the order of their events, so that what came first is needed first. Whatever is not kept is
 * fetched and decoded once more.
 *
 * <p>Who offers a picture sees to it that it is {@linkplain #forget forgotten}. Safe for use by
 * several threads at once.
 */
public final class KeptBases implements AutoCloseable {
  /**
   * An original, and what was decoded of it.
   *
   * @param source which version it is
   * @param original its bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
  public record Kept(Source source, byte[] original, BasePicture picture) {
    private long bytes() {
      return original.length + (long) picture.pixels().length;
    }
  }

  private final HeapRoom room;
  private final Map<String, Kept> byKey = new HashMap<>();
  private final AtomicLong used = new AtomicLong();
  private boolean closed;

  /** Nothing yet. */
  public KeptBases(HeapRoom room) {
    this.room = room;
  }

  /** What is kept of this version of an original. */
  public Optional<Kept> find(String key, Source source) {
    synchronized (byKey) {
      return Optional.ofNullable(byKey.get(key)).filter(kept -> kept.source().equals(source));
    }
  }

  /** Keeps for this version of an original, in the place of any other. */
  public BaseKeeper keeper(String key, Source source, byte[] original) {
    return new BaseKeeper() {
      @Override
      public Optional<BasePicture> kept(int widthPx, int heightPx) {
        return fitting(key, source, widthPx, heightPx);
      }

      @Override
      public void offer(long bytes, Supplier<BasePicture> picture) {
        forget(key);
        long all = original.length + bytes;
        if (room.take(all)) {
          boolean kept = false;
          try {
            kept = keep(key, new Kept(source, original, picture.get()));
          } finally {
            if (!kept) {
              room.giveBack(all);
            }
          }
        }
      }
    };
  }

  /**
   * Finds what is kept of this version of an original, and keeps nothing: after it nobody comes.
   */
  public BaseKeeper finder(String key, Source source) {
    return new BaseKeeper() {
      @Override
      public Optional<BasePicture> kept(int widthPx, int heightPx) {
        return fitting(key, source, widthPx, heightPx);
      }

      @Override
      public void offer(long bytes, Supplier<BasePicture> picture) {
        // A repeat decodes once more; what the first part left stays.
      }
    };
  }

  private Optional<BasePicture> fitting(String key, Source source, int widthPx, int heightPx) {
    Optional<BasePicture> fitting =
        find(key, source)
            .map(Kept::picture)
            .filter(base -> base.widthPx() == widthPx && base.heightPx() == heightPx);
    fitting.ifPresent(base -> used.incrementAndGet());
    return fitting;
  }

  /** Lets go of what is kept of an original, of whatever version. */
  public void forget(String key) {
    synchronized (byKey) {
      giveBack(byKey.remove(key));
    }
  }

  private boolean keep(String key, Kept kept) {
    synchronized (byKey) {
      if (closed) {
        return false;
      }
      giveBack(byKey.put(key, kept));
      return true;
    }
  }

  private void giveBack(@Nullable Kept kept) {
    if (kept != null) {
      room.giveBack(kept.bytes());
    }
  }

  /** How large it all is. */
  public long bytes() {
    synchronized (byKey) {
      return byKey.values().stream().mapToLong(Kept::bytes).sum();
    }
  }

  /** How many decodes it has saved. */
  public long used() {
    return used.get();
  }

  /** Lets go of everything, for good. */
  @Override
  public void close() {
    synchronized (byKey) {
      closed = true;
      byKey.values().forEach(this::giveBack);
      byKey.clear();
    }
  }
}
