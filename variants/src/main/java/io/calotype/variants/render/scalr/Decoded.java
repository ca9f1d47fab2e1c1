package io.calotype.variants.render.scalr;

import java.awt.image.BufferedImage;

/**
 * An original's pixels as they are stored: not upright, and numbers of their own colours.
 *
 * @param image with or without alpha; at least as large as was asked for
 * @param colours what its numbers mean
 */
record Decoded(BufferedImage image, Colours colours) {}
