package io.calotype.infra.local.s3.awssdk;

import io.calotype.infra.local.s3.objects.ListQuery;
import io.calotype.infra.local.s3.objects.Listing;
import java.time.Instant;
import java.util.List;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Turns listings into the SDK's answers, of both versions of the operation. */
final class Pages {
  private static final int ENTRIES_MAX = 1000;

  private Pages() {}

  /** A query of what a request names; what it does not name does not restrict. */
  static ListQuery query(
      @Nullable String prefix,
      @Nullable String delimiter,
      @Nullable String after,
      @Nullable Integer entriesMax) {
    return new ListQuery(
        orEmpty(prefix),
        orEmpty(delimiter),
        orEmpty(after),
        entriesMax == null ? ENTRIES_MAX : entriesMax);
  }

  static ListObjectsV2Response v2(Listing page) {
    return SdkResponses.objectsPage(
        objects(page), prefixes(page), page.last().map(ContinuationToken::encode).orElse(null));
  }

  static ListObjectsResponse v1(Listing page) {
    return ListObjectsResponse.builder()
        .contents(objects(page))
        .commonPrefixes(prefixes(page))
        .isTruncated(page.last().isPresent())
        .nextMarker(page.last().orElse(null))
        .build();
  }

  private static List<S3Object> objects(Listing page) {
    return page.objects().stream()
        .map(
            object ->
                SdkResponses.objectEntry(
                    object.key(),
                    Headers.quoted(object.etag()),
                    Instant.ofEpochMilli(object.lastModifiedEpochMs()),
                    object.sizeBytes(),
                    StorageClass.STANDARD))
        .toList();
  }

  private static List<CommonPrefix> prefixes(Listing page) {
    return page.commonPrefixes().stream().map(SdkResponses::commonPrefix).toList();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
