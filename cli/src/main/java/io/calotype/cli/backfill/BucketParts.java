package io.calotype.cli.backfill;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket in parts that are listed side by side: each folder right below the prefix, and what lies
 * in none. Where there are many folders, all of it is one part: tickets put each original into a
 * folder of its own, which would make a listing, and a line of the checkpoint, of each.
 */
final class BucketParts {
  /** More than these would not be listed any sooner. */
  static final int FOLDERS_MAX = 100;

  private final S3Client s3;
  private final String bucket;
  private final String prefix;

  BucketParts(S3Client s3, String bucket, String prefix) {
    this.s3 = s3;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /**
   * A part.
   *
   * @param prefix what its keys begin with
   * @param deep whether what lies in folders below belongs to it
   */
  record Part(String prefix, boolean deep) {
    /** The name in checkpoints: that of a folder ends in a slash, so none is that of the rest. */
    String name() {
      return deep ? prefix : prefix + "*";
    }
  }

  /** What it is, for people and to tell it from another. */
  @Override
  public String toString() {
    return "s3://" + bucket + "/" + prefix;
  }

  /** All parts, which together have each key once. */
  List<Part> all() {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(prefix, false));
    // Keys are escaped on the way: XML 1.0 cannot hold the control characters that they may have.
    for (CommonPrefix folder :
        s3.listObjectsV2Paginator(
                list ->
                    list.bucket(bucket)
                        .prefix(prefix)
                        .delimiter("/")
                        .encodingType(EncodingType.URL))
            .commonPrefixes()) {
      if (parts.size() > FOLDERS_MAX) {
        return List.of(new Part(prefix, true));
      }
      parts.add(new Part(folder.prefix(), true));
    }
    return parts;
  }

  /** Gives a part's keys page by page, in order, behind a key or from the first. */
  void pages(Part part, @Nullable String after, Consumer<List<S3Object>> page) {
    for (ListObjectsV2Response response :
        s3.listObjectsV2Paginator(
            list ->
                list.bucket(bucket)
                    .prefix(part.prefix())
                    .startAfter(after)
                    .delimiter(part.deep() ? null : "/")
                    .encodingType(EncodingType.URL))) {
      page.accept(response.contents());
    }
  }
}
