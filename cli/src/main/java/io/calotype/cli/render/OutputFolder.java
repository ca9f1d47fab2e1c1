package io.calotype.cli.render;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.name.DerivedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * A folder laid out as the variants bucket: {@code <key>/<variant>} and {@code
 * <key>/manifest.json}, the manifest last. A file is there whole or not at all.
 */
public final class OutputFolder {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;

  /** A folder that need not exist yet. */
  public OutputFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Keeps a picture's ladder.
   *
   * @param variants each file by its variant's name
   */
  public void store(Manifest manifest, Map<String, byte[]> variants) throws IOException {
    Path place = folder.resolve(manifest.key());
    Files.createDirectories(place);
    // An older manifest must not vouch for files that are half replaced.
    Files.deleteIfExists(place.resolve(DerivedKeys.MANIFEST));
    for (Map.Entry<String, byte[]> variant : variants.entrySet()) {
      write(place.resolve(variant.getKey()), variant.getValue());
    }
    write(place.resolve(DerivedKeys.MANIFEST), JSON.writeValueAsBytes(manifest));
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + ".draft");
    Files.write(draft, bytes);
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
