package io.calotype.variants.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.calotype.variants.crop.FocalPoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One version of an original: its bytes, and what its metadata says about rendering it.
 *
 * @param etag the entity tag, without quotes
 * @param bytes its size
 * @param versionId the version in a bucket that keeps versions, else null
 * @param focalPoint what crops must show; null where the metadata does not say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Source(
    String etag, long bytes, @Nullable String versionId, @Nullable FocalPoint focalPoint) {
  /** Refuses an etag that is missing. */
  public Source {
    Objects.requireNonNull(etag, "etag");
  }

  /** A version whose metadata says nothing. */
  public Source(String etag, long bytes, @Nullable String versionId) {
    this(etag, bytes, versionId, null);
  }
}
