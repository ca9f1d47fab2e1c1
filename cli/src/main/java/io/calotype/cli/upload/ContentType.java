package io.calotype.cli.upload;

import io.calotype.variants.probe.Probe;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.RecipeReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The media type of a file: by its content where that is known, else by its name. */
final class ContentType {
  private static final int HEAD_BYTES = 256 * 1024;
  private static final String UNKNOWN = "application/octet-stream";

  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("png", "image/png"),
          Map.entry("webp", "image/webp"),
          Map.entry("gif", "image/gif"),
          Map.entry("tif", "image/tiff"),
          Map.entry("tiff", "image/tiff"),
          Map.entry("avif", "image/avif"),
          Map.entry("heic", "image/heic"),
          Map.entry("jp2", "image/jp2"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("bmp", "image/bmp"));

  private ContentType() {}

  static String of(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD_BYTES);
    }
    try {
      return Probe.read(head, RecipeReader.defaultRecipe()).format().contentType();
    } catch (RefusedException e) {
      String name = file.getFileName().toString();
      String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      return BY_EXTENSION.getOrDefault(extension, UNKNOWN);
    }
  }
}
