package io.calotype.variants.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One version of an original.
 *
 * @param etag the entity tag, without quotes
 * @param bytes its size
 * @param versionId the version in a bucket that keeps versions, else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Source(String etag, long bytes, @Nullable String versionId) {
  /** Refuses an etag that is missing. */
  public Source {
    Objects.requireNonNull(etag, "etag");
  }
}
