/**
 * From a recipe and an image's header to the list of images to encode, before any pixel is read.
 */
@NullMarked
package io.calotype.variants.plan;

import org.jspecify.annotations.NullMarked;
