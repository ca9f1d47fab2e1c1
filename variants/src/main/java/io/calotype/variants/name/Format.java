package io.calotype.variants.name;

import java.util.Optional;

/** A format in which variants are encoded. */
public enum Format {
  JPEG("jpeg", "jpg", "image/jpeg", false, 65_500),
  WEBP("webp", "webp", "image/webp", true, 16_383),
  AVIF("avif", "avif", "image/avif", true, 16_384),
  PNG("png", "png", "image/png", true, Integer.MAX_VALUE);

  private final String id;
  private final String extension;
  private final String contentType;
  private final boolean alpha;
  private final int sidePxMax;

  Format(String id, String extension, String contentType, boolean alpha, int sidePxMax) {
    this.id = id;
    this.extension = extension;
    this.contentType = contentType;
    this.alpha = alpha;
    this.sidePxMax = sidePxMax;
  }

  /** The name in recipes, manifests and the {@code format} parameter. */
  public String id() {
    return id;
  }

  /** The ending of a variant's name, without the dot. */
  public String extension() {
    return extension;
  }

  /** The media type that is stored with the variant. */
  public String contentType() {
    return contentType;
  }

  /** Whether the format keeps transparency; where it does not, the recipe's background shows. */
  public boolean alpha() {
    return alpha;
  }

  /** The widest and highest picture that the format's encoder takes, in pixels. */
  public int sidePxMax() {
    return sidePxMax;
  }

  /** The format of this {@link #id()}, if there is one. */
  public static Optional<Format> ofId(String id) {
    for (Format format : values()) {
      if (format.id.equals(id)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** The format of this {@link #extension()}, if there is one. */
  public static Optional<Format> ofExtension(String extension) {
    for (Format format : values()) {
      if (format.extension.equals(extension)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
