package io.calotype.pipeline.quarantine;

import io.calotype.pipeline.render.Part;
import io.calotype.pipeline.render.RenderGuard;
import io.calotype.pipeline.store.Content;
import io.calotype.pipeline.store.NewObject;
import io.calotype.pipeline.store.ObjectStore;
import io.calotype.pipeline.store.StorageFault;
import io.calotype.pipeline.store.WriteCondition;
import io.calotype.variants.digest.Digest;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The markers of renders that have begun, in the bucket of dead letters. One that stands there when
 * its file comes up in another process is a sighting: the process before ended over it.
 *
 * <p>A task that fails leaves its process as it was, so a marker of one's own process counts no
 * more than once. One that is {@value #DAYS_MAX} days old counts no longer.
 */
public final class Attempts {
  /** What markers' names begin with; dead letters' begin with their shard. */
  public static final String PREFIX = "attempts/";

  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
  private static final int DAYS_MAX = 7;

  /** Each race past the first needs another process that renders the same file. */
  private static final int RACES_MAX = 8;

  private final ObjectStore store;
  private final Part part;
  private final String process;
  private final Clock clock;

  /**
   * The markers of a part.
   *
   * @param store the bucket of dead letters; stays the caller's to close
   */
  public Attempts(ObjectStore store, Part part) {
    this(store, part, thisProcess(), Clock.systemUTC());
  }

  Attempts(ObjectStore store, Part part, String process, Clock clock) {
    this.store = store;
    this.part = part;
    this.process = process;
    this.clock = clock;
  }

  /** The same whichever class loader asks: each restart of a job brings another. */
  private static String thisProcess() {
    RuntimeMXBean process = ManagementFactory.getRuntimeMXBean();
    return process.getName() + " " + process.getStartTime();
  }

  /**
   * Puts a marker.
   *
   * @return its entity tag
   * @throws RefusedException of {@code RENDERER_CRASHED} where this would be a sighting too many
   */
  String begin(String key, byte[] original) {
    String name = name(key);
    String sha256 = sha256(original);
    for (int race = 1; race <= RACES_MAX; race++) {
      Optional<Content> there = store.fetch(name);
      Optional<Marker> before =
          there.flatMap(content -> Marker.read(content.bytes())).filter(m -> counts(m, sha256));
      if (before.isPresent() && before.get().process().equals(process)) {
        return there.orElseThrow().object().etag();
      }
      int sightings = before.map(Marker::sightings).orElse(0) + 1;
      requireFew(key, sightings);
      Optional<String> etag =
          store.put(
              name,
              new NewObject(
                  new Marker(key, sha256, sightings, process, clock.millis()).json(),
                  "application/json",
                  "no-store",
                  Map.of()),
              new WriteCondition(there.map(content -> content.object().etag()).orElse(null)));
      if (etag.isPresent()) {
        return etag.get();
      }
    }
    throw new StorageFault(
        StorageFault.Kind.RETRYABLE,
        "expected to put a marker but others changed it " + RACES_MAX + " times: " + name,
        null);
  }

  private boolean counts(Marker marker, String sha256) {
    return marker.sha256().equals(sha256)
        && clock.millis() - marker.timeMs() < Duration.ofDays(DAYS_MAX).toMillis();
  }

  private static void requireFew(String key, int sightings) {
    if (sightings == RenderGuard.SIGHTINGS_MAX) {
      LOG.warn("\"{}\" ended {} processes that rendered nothing else: refused", key, sightings - 1);
      throw new RefusedException(
          Reason.RENDERER_CRASHED,
          "expected a picture that can be rendered but each time the renderer's process ended:"
              + " save the picture anew");
    }
    if (sightings > 1) {
      LOG.warn("a process ended while it rendered \"{}\" and nothing else", key);
    }
  }

  /** Takes a marker away: its render ended, in whatever way. */
  void end(String key, String etag) {
    // Also when the task is cancelled: what has ended must not be held against the file.
    boolean interrupted = Thread.interrupted();
    try {
      store.delete(name(key), etag);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Takes whatever marker of an original away: its refusal is kept elsewhere now. */
  public void forget(String key) {
    store.look(name(key)).ifPresent(there -> end(key, there.etag()));
  }

  private String name(String key) {
    return PREFIX + part.name().toLowerCase(Locale.ROOT) + "-" + Digest.of(key) + ".json";
  }

  private static String sha256(byte[] original) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(original));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
