/**
 * The engine on libvips: the native library's way into the process, a thin binding through JNA, and
 * the renderer on top.
 *
 * <p>From the file up: {@code NativeLibrary} puts the library on disk, {@code Vips} loads it once a
 * process, {@code Scope} and {@code VipsImage} own what it allocates, and {@code Decoding}, {@code
 * Colour}, {@code Cascade} and {@code Encoder} are the steps of {@link
 * io.calotype.variants.render.vips.VipsRenderer} in the order in which a picture passes them.
 */
@NullMarked
package io.calotype.variants.render.vips;

import org.jspecify.annotations.NullMarked;
