package io.calotype.cli.render;

import java.nio.file.Path;

/**
 * A file to render.
 *
 * @param file where it is
 * @param key its path below the folder that was named, with {@code /} between names: what its key
 *     in a bucket would be
 */
public record SourceFile(Path file, String key) {}
