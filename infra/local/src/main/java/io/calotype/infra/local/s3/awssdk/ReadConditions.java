package io.calotype.infra.local.s3.awssdk;

import io.calotype.infra.local.s3.objects.Precondition;
import io.calotype.infra.local.s3.objects.StoredObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** The conditions on reading an object, in HTTP's order: an etag's condition overrides a time's. */
record ReadConditions(
    @Nullable String ifMatch,
    @Nullable String ifNoneMatch,
    @Nullable Instant ifModifiedSince,
    @Nullable Instant ifUnmodifiedSince) {

  static ReadConditions of(GetObjectRequest request) {
    return new ReadConditions(
        request.ifMatch(),
        request.ifNoneMatch(),
        request.ifModifiedSince(),
        request.ifUnmodifiedSince());
  }

  static ReadConditions of(CopyObjectRequest request) {
    return new ReadConditions(
        request.copySourceIfMatch(),
        request.copySourceIfNoneMatch(),
        request.copySourceIfModifiedSince(),
        request.copySourceIfUnmodifiedSince());
  }

  /**
   * Checks them.
   *
   * @param notModifiedStatus what "you have it already" is answered with
   * @throws software.amazon.awssdk.services.s3.model.S3Exception when one fails
   */
  void check(StoredObject object, int notModifiedStatus) {
    // Headers carry whole seconds.
    Instant modified =
        Instant.ofEpochMilli(object.lastModifiedEpochMs()).truncatedTo(ChronoUnit.SECONDS);
    boolean other =
        ifMatch != null
            ? !Precondition.matches(ifMatch, object.etag())
            : ifUnmodifiedSince != null && modified.isAfter(ifUnmodifiedSince);
    if (other) {
      throw failed(412, object);
    }
    boolean same =
        ifNoneMatch != null
            ? Precondition.matches(ifNoneMatch, object.etag())
            : ifModifiedSince != null && !modified.isAfter(ifModifiedSince);
    if (same) {
      throw failed(notModifiedStatus, object);
    }
  }

  private static RuntimeException failed(int status, StoredObject object) {
    return S3Exceptions.fromStatusCode(status, Headers.quoted(object.etag()), Map.of(), null);
  }
}
