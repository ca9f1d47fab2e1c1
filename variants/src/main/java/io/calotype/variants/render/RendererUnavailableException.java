package io.calotype.variants.render;

import org.jspecify.annotations.Nullable;

/**
 * Says that an engine cannot work on this machine at all, whatever the picture.
 *
 * <p>The message is one line and says what the engine needs and what it found; it may be shown to
 * users.
 */
public final class RendererUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An engine that lacks something. */
  public RendererUnavailableException(String message) {
    this(message, null);
  }

  /** An engine whose lack was found through another error. */
  public RendererUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
