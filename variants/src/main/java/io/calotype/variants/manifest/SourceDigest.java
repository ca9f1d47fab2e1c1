package io.calotype.variants.manifest;

import io.calotype.variants.digest.Digest;

/** The {@code v} of viewers' URLs: tells one version of a picture, made by one recipe. */
public final class SourceDigest {
  private SourceDigest() {}

  /** The digest of a source version and a recipe's fingerprint: 16 lower-case hex digits. */
  public static String of(Source source, String recipeFingerprint) {
    String versionId = source.versionId() == null ? "" : source.versionId();
    return source.focalPoint() == null
        ? Digest.of(source.etag(), versionId, recipeFingerprint)
        : Digest.of(source.etag(), versionId, recipeFingerprint, source.focalPoint());
  }
}
