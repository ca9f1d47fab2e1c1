package io.calotype.variants.manifest;

/**
 * One variant that exists.
 *
 * @param name its name, as {@code w640.webp}
 * @param format its format's id, as {@code webp}
 * @param width its real width in pixels
 * @param height its real height in pixels
 * @param bytes its size
 * @param etag its entity tag, without quotes
 */
public record ManifestVariant(
    String name, String format, int width, int height, long bytes, String etag) {}
