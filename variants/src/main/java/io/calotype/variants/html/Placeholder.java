package io.calotype.variants.html;

/**
 * What a page shows before a picture has arrived. A picture with transparency has none in HTML,
 * since it would show through.
 */
public enum Placeholder {
  /** Nothing. */
  NONE,
  /** The colour that most of the picture has. */
  COLOR,
  /** A blurred picture, some 6 KB of HTML. */
  THUMBHASH
}
