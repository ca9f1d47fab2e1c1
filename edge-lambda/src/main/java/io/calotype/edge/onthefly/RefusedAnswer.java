package io.calotype.edge.onthefly;

import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.request.Excerpt;
import java.time.Duration;

/**
 * An answer that is no picture.
 *
 * @param status the HTTP status
 * @param message one line for users: what was expected, what came; no detail of the machinery
 * @param retryAfterSeconds when to ask again; 0 where that is not known
 * @param maxAgeSeconds how long caches may keep it; 0 where they may not
 */
record RefusedAnswer(int status, String message, int retryAfterSeconds, int maxAgeSeconds) {
  private static final int KEPT_SECONDS = 60;

  /** Keeps the message on one line, whatever characters the key had that it speaks of. */
  RefusedAnswer {
    message = message.replaceAll("[^ -~]", "?");
  }

  /** The same, kept by caches no longer than this; for a second where it is less. */
  RefusedAnswer keptAtMost(Duration left) {
    int leftSeconds = (int) Math.max(1, left.toSeconds());
    return new RefusedAnswer(
        status, message, retryAfterSeconds, Math.min(maxAgeSeconds, leftSeconds));
  }

  /** A request that is not of its form. */
  static RefusedAnswer badRequest(String message) {
    return new RefusedAnswer(400, message, 0, KEPT_SECONDS);
  }

  static RefusedAnswer badMethod(String method) {
    return new RefusedAnswer(405, "expected the method GET but got " + Excerpt.of(method), 0, 0);
  }

  static RefusedAnswer unknown(String key) {
    return new RefusedAnswer(
        404,
        "expected the key of a picture that was uploaded but got " + Excerpt.of(key),
        0,
        KEPT_SECONDS);
  }

  /** A variant that only the job makes. */
  static RefusedAnswer slowFormat(String format) {
    return new RefusedAnswer(
        404,
        "expected a format that is made while a viewer waits but got "
            + format
            + ", which is slow: it is there once the job has made it",
        0,
        KEPT_SECONDS);
  }

  /** A format that the engine of this process cannot encode. */
  static RefusedAnswer notMade(String format, String engine) {
    return new RefusedAnswer(
        404,
        "expected a format that the engine " + engine + " makes but got " + format,
        0,
        KEPT_SECONDS);
  }

  /** An original that is refused by its content. */
  static RefusedAnswer of(RefusedException e) {
    int status = e.reason().httpStatus();
    return new RefusedAnswer(status, e.getMessage(), 0, status < 500 ? KEPT_SECONDS : 0);
  }

  static RefusedAnswer atCapacity() {
    return new RefusedAnswer(
        429, "expected fewer pictures to be rendered at a time: ask again in a second", 1, 0);
  }

  static RefusedAnswer keepsChanging() {
    return new RefusedAnswer(
        502, "expected the original to stay the same for a while but it kept changing", 1, 0);
  }

  static RefusedAnswer failed() {
    return new RefusedAnswer(
        502, "expected to make the picture but failed: ask again in a minute", 0, 0);
  }

  static RefusedAnswer tooSlow() {
    return new RefusedAnswer(
        504, "expected to make the picture in time but it took too long: ask again later", 0, 0);
  }
}
