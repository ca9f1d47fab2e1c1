package io.calotype.infra.local.s3.awssdk;

import io.calotype.infra.local.s3.objects.ObjectHeaders;
import io.calotype.infra.local.s3.objects.StoredObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Turns the SDK's requests into stored headers, and these into the SDK's answers. */
@SuppressWarnings("deprecation") // expires(Instant): s3proxy reads no other
final class Headers {
  private Headers() {}

  static ObjectHeaders of(PutObjectRequest request) {
    return new ObjectHeaders(
        request.contentType(),
        request.cacheControl(),
        request.contentDisposition(),
        request.contentEncoding(),
        request.contentLanguage(),
        epochMs(request.expires()),
        request.metadata());
  }

  static ObjectHeaders of(CreateMultipartUploadRequest request) {
    return new ObjectHeaders(
        request.contentType(),
        request.cacheControl(),
        request.contentDisposition(),
        request.contentEncoding(),
        request.contentLanguage(),
        epochMs(request.expires()),
        request.metadata());
  }

  static ObjectHeaders of(CopyObjectRequest request) {
    return new ObjectHeaders(
        request.contentType(),
        request.cacheControl(),
        request.contentDisposition(),
        request.contentEncoding(),
        request.contentLanguage(),
        epochMs(request.expires()),
        request.metadata());
  }

  static HeadObjectResponse head(StoredObject object) {
    ObjectHeaders headers = object.headers();
    return HeadObjectResponse.builder()
        .contentLength(object.sizeBytes())
        .eTag(quoted(object.etag()))
        .lastModified(Instant.ofEpochMilli(object.lastModifiedEpochMs()))
        .storageClass(StorageClass.STANDARD)
        .contentType(headers.contentType())
        .cacheControl(headers.cacheControl())
        .contentDisposition(headers.contentDisposition())
        .contentEncoding(headers.contentEncoding())
        .contentLanguage(headers.contentLanguage())
        .expires(instant(headers.expiresEpochMs()))
        .metadata(headers.userMetadata())
        .build();
  }

  static GetObjectResponse get(StoredObject object, ByteRange range) {
    ObjectHeaders headers = object.headers();
    return GetObjectResponse.builder()
        .contentLength(range.lengthBytes())
        .contentRange(range.partial() ? range.contentRange(object.sizeBytes()) : null)
        .eTag(quoted(object.etag()))
        .lastModified(Instant.ofEpochMilli(object.lastModifiedEpochMs()))
        .storageClass(StorageClass.STANDARD)
        .contentType(headers.contentType())
        .cacheControl(headers.cacheControl())
        .contentDisposition(headers.contentDisposition())
        .contentEncoding(headers.contentEncoding())
        .contentLanguage(headers.contentLanguage())
        .expires(instant(headers.expiresEpochMs()))
        .metadata(headers.userMetadata())
        .build();
  }

  static String quoted(String etag) {
    return '"' + etag + '"';
  }

  private static @Nullable Long epochMs(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static @Nullable Instant instant(@Nullable Long epochMs) {
    return epochMs == null ? null : Instant.ofEpochMilli(epochMs);
  }
}
