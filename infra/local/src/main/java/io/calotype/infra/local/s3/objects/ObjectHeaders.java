package io.calotype.infra.local.s3.objects;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers that an object is stored with and served with, verbatim.
 *
 * @param expiresEpochMs value of {@code Expires}
 * @param userMetadata the {@code x-amz-meta-} headers, without that prefix
 */
public record ObjectHeaders(
    @Nullable String contentType,
    @Nullable String cacheControl,
    @Nullable String contentDisposition,
    @Nullable String contentEncoding,
    @Nullable String contentLanguage,
    @Nullable Long expiresEpochMs,
    Map<String, String> userMetadata) {

  /** Copies the metadata. */
  public ObjectHeaders {
    userMetadata = Map.copyOf(userMetadata);
  }

  /** No header at all. */
  public static ObjectHeaders none() {
    return new ObjectHeaders(null, null, null, null, null, null, Map.of());
  }
}
