package io.calotype.variants.render.vips;

/** Says that libvips could not do a step; what that means is for the caller to say. */
final class VipsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VipsException(String step, String message) {
    super(step + ": " + message);
  }
}
