package io.calotype.variants.name;

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

  /**
   * The longest key of an original, in characters as Java counts them: a Kinesis partition key has
   * no more, so that events of a longer one cannot be delivered. The keys derived from it, in
   * UTF-8, stay well within the 1,024 bytes that S3 takes.
   */
  public static final int ORIGINAL_KEY_CHARACTERS_MAX = 256;

  /** The keys of the original from which a key of the variants bucket is derived, if it is one. */
  public static Optional<DerivedKeys> of(String key) {
    int slash = key.lastIndexOf('/');
    return slash < 0
        ? Optional.empty()
        : Optional.of(new DerivedKeys(key.substring(0, slash))).filter(k -> k.isDerived(key));
  }

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
   * console, or too long for the job to hear of it.
   */
  public Optional<String> unservable() {
    if (originalKey.equals("uploads")
        || originalKey.equals("_calotype")
        || originalKey.startsWith("_calotype/")) {
      return Optional.of(
          "expected a key outside the reserved \"uploads\" and \"_calotype/\" but got \""
              + originalKey
              + "\": upload it under another key");
    }
    if (originalKey.length() > ORIGINAL_KEY_CHARACTERS_MAX) {
      return Optional.of(
          "expected a key of at most "
              + ORIGINAL_KEY_CHARACTERS_MAX
              + " characters, so that its events can be delivered, but got "
              + originalKey.length()
              + ": upload it under a shorter key");
    }
    return Optional.empty();
  }
}
