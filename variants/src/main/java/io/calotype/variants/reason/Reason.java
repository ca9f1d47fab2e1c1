package io.calotype.variants.reason;

import java.util.Locale;

/**
 * Why a file, an event or a request is refused.
 *
 * <p>The one list from which everything is named: {@link #name()} stands in dead letters and
 * manifests, {@link #metric()} in metrics, {@link #httpStatus()} in answers to viewers.
 */
public enum Reason {
  /** A record on the stream that is not an event the job can read. */
  MALFORMED_EVENT(400),
  /** A parameter of a request that is not of its form or not within its bounds. */
  BAD_PARAMETER(400),
  /** An upload asked for without a valid token. */
  MISSING_TOKEN(401),
  /** A URL whose signature is not that of a known key. */
  BAD_SIGNATURE(403),
  /** A URL whose signature holds no longer. */
  SIGNATURE_EXPIRED(410),
  /** A key under which nothing can be served: reserved, or too long to carry variants' names. */
  UNSERVABLE_KEY(400),
  /** An original that is there and cannot be read: its storage class is an archive. */
  ARCHIVED(409),
  /** An original that is there and cannot be read: the KMS key that it is encrypted with. */
  UNDECRYPTABLE(409),
  /** Content that is no image of a type the recipe accepts, whatever its name says. */
  UNSUPPORTED_TYPE(415),
  /** No bytes at all. */
  EMPTY_FILE(422),
  /** More bytes than the recipe's limit. */
  TOO_MANY_BYTES(413),
  /** Wider or higher than the recipe's limit. */
  TOO_LARGE_DIMENSION(413),
  /** More pixels, all frames counted, than the recipe's limit. */
  TOO_MANY_PIXELS(413),
  /** More frames of an animation than the recipe's limit. */
  TOO_MANY_FRAMES(413),
  /** An image that ends before its last row. */
  TRUNCATED(422),
  /** An image whose data contradicts its format. */
  CORRUPT(422),
  /** A variant that would be larger than the recipe's limit. */
  OUTPUT_TOO_LARGE(413),
  /** A rendering that took longer than the recipe's limit and was ended. */
  RENDER_TIMEOUT(504),
  /** A file that ended the process that rendered it. */
  RENDERER_CRASHED(502);

  private final int httpStatus;

  Reason(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  /** The status that answers a request which meets this refusal. */
  public int httpStatus() {
    return httpStatus;
  }

  /** The name in metrics: lower case with underscores, as {@code too_many_pixels}. */
  public String metric() {
    return name().toLowerCase(Locale.ROOT);
  }
}
