package io.calotype.variants.render.vips;

import java.awt.image.BufferedImage;

/** How a camera stores an upright picture, by the definition of EXIF's orientation. */
final class Stored {
  private Stored() {}

  /**
   * The stored pixels from which a viewer that follows the orientation gets the picture.
   *
   * <p>EXIF says where the stored row 0 and column 0 are in the picture: for 6, for instance, row 0
   * is its right side and column 0 its top.
   */
  static BufferedImage as(BufferedImage upright, int orientation) {
    int width = upright.getWidth();
    int height = upright.getHeight();
    boolean sideways = orientation >= 5;
    BufferedImage stored =
        new BufferedImage(
            sideways ? height : width, sideways ? width : height, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < stored.getHeight(); row++) {
      for (int column = 0; column < stored.getWidth(); column++) {
        int fromEndOfRow = stored.getWidth() - 1 - column;
        int fromEnd = stored.getHeight() - 1 - row;
        int rgb =
            switch (orientation) {
              case 1 -> upright.getRGB(column, row);
              case 2 -> upright.getRGB(fromEndOfRow, row);
              case 3 -> upright.getRGB(fromEndOfRow, fromEnd);
              case 4 -> upright.getRGB(column, fromEnd);
              case 5 -> upright.getRGB(row, column);
              case 6 -> upright.getRGB(fromEnd, column);
              case 7 -> upright.getRGB(fromEnd, fromEndOfRow);
              case 8 -> upright.getRGB(row, fromEndOfRow);
              default -> throw new IllegalArgumentException("expected 1 to 8");
            };
        stored.setRGB(column, row, rgb);
      }
    }
    return stored;
  }
}
