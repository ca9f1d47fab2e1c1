package io.calotype.infra.local.s3.awssdk;

import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.SdkRequests;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an object that are asked for.
 *
 * @param partial whether they were asked for by a range
 */
record ByteRange(long firstByte, long lengthBytes, boolean partial) {

  /**
   * Resolves a {@code Range} header against an object's size.
   *
   * @throws software.amazon.awssdk.services.s3.model.S3Exception 416 when it names none of its
   *     bytes
   */
  static ByteRange of(@Nullable String header, long sizeBytes) {
    SdkRequests.ByteRange range = header == null ? null : SdkRequests.parseRange(header);
    if (range == null) {
      return new ByteRange(0, sizeBytes, false);
    }
    Long first = range.first();
    Long last = range.last();
    long from = first == null ? Math.max(0, sizeBytes - (last == null ? 0 : last)) : first;
    long to = first == null || last == null ? sizeBytes - 1 : Math.min(last, sizeBytes - 1);
    if (from > to) {
      throw S3Exceptions.fromStatusCode(416);
    }
    return new ByteRange(from, to - from + 1, true);
  }

  String contentRange(long sizeBytes) {
    return "bytes " + firstByte + "-" + (firstByte + lengthBytes - 1) + "/" + sizeBytes;
  }
}
