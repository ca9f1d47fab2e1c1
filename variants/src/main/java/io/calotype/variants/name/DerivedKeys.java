package io.calotype.variants.name;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The keys in the variants bucket of everything that is derived from one original.
 *
 * <p>{@code <original key>/<variant>} and {@code <original key>/manifest.json}; the original's key
 * stands in them verbatim, whatever characters it has. "Everything of an original" are the direct
 * children of {@code <key>/} that {@link #isDerived} knows, never a bare prefix: {@code a/b.jpg} is
 * not a variant of {@code a}.
 *
 * @param originalKey the key in the originals bucket
 */
public record DerivedKeys(String originalKey) {
  /** The last segment of a manifest's key. */
  public static final String MANIFEST = "manifest.json";

  /** The longest key that S3 takes, in UTF-8 bytes. */
  public static final int KEY_BYTES_MAX = 1024;

  /** The longest key of an original that leaves room for variants' names, in UTF-8 bytes. */
  public static final int ORIGINAL_KEY_BYTES_MAX = KEY_BYTES_MAX - 1 - VariantName.LENGTH_MAX;

  /** The key of one variant. */
  public String variant(VariantName name) {
    return prefix() + name;
  }

  /** The key of the manifest. */
  public String manifest() {
    return prefix() + MANIFEST;
  }

  /** What all derived keys begin with; list it with the delimiter {@code /}. */
  public String prefix() {
    return originalKey + "/";
  }

  /** Whether a key is that of a possible variant of this original, or of its manifest. */
  public boolean isDerived(String key) {
    return key.equals(manifest()) || variantName(key).isPresent();
  }

  /** The variant that a key stands for, if it is one of this original. */
  public Optional<VariantName> variantName(String key) {
    return key.startsWith(prefix())
        ? VariantName.parse(key.substring(prefix().length()))
        : Optional.empty();
  }

  /**
   * Why nothing can be served under this original's key, if so: it is reserved for the API and the
   * console, or has no room for variants' names.
   */
  public Optional<String> unservable() {
    int bytes = originalKey.getBytes(StandardCharsets.UTF_8).length;
    if (originalKey.equals("uploads")
        || originalKey.equals("_calotype")
        || originalKey.startsWith("_calotype/")) {
      return Optional.of(
          "expected a key outside the reserved \"uploads\" and \"_calotype/\" but got \""
              + originalKey
              + "\": upload it under another key");
    }
    if (bytes > ORIGINAL_KEY_BYTES_MAX) {
      return Optional.of(
          "expected a key of at most "
              + ORIGINAL_KEY_BYTES_MAX
              + " bytes, so that variants' names fit behind it, but got "
              + bytes
              + ": upload it under a shorter key");
    }
    return Optional.empty();
  }
}
