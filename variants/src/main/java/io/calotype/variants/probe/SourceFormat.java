package io.calotype.variants.probe;

/** A format that originals may have. */
public enum SourceFormat {
  JPEG("image/jpeg"),
  PNG("image/png"),
  WEBP("image/webp"),
  GIF("image/gif"),
  TIFF("image/tiff"),
  AVIF("image/avif");

  private final String contentType;

  SourceFormat(String contentType) {
    this.contentType = contentType;
  }

  /** The media type by which recipes accept it. */
  public String contentType() {
    return contentType;
  }
}
