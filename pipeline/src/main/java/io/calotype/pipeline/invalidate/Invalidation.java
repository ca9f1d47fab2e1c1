package io.calotype.pipeline.invalidate;

import io.calotype.pipeline.announce.Announcement;
import io.calotype.pipeline.send.AwsAccess;
import io.calotype.pipeline.send.BatchLimits;
import io.calotype.pipeline.send.BatchSink;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Makes a distribution of CloudFront forget originals that were overwritten or deleted.
 *
 * @param distribution its id
 * @param by how it is told
 * @param access how CloudFront is reached
 */
public record Invalidation(String distribution, InvalidateBy by, AwsAccess access) {
  /** CloudFront's region, whatever that of the rest. */
  public static final String REGION = "aws-global";

  /** CloudFront takes 3,000 items in progress, of which 15 wildcards. */
  private static final BatchLimits TAGS = new BatchLimits(500, 1_000_000, 1_000);

  private static final BatchLimits WILDCARDS = new BatchLimits(10, 1_000_000, 1_000);

  /** Whether caches may hold something of the original that is no longer so. */
  public static boolean isNeeded(Announcement announcement) {
    return announcement.replaced() || announcement.type() == Announcement.Type.VARIANTS_REMOVED;
  }

  /** The sink that invalidates the original of each announcement that it gets. */
  public Sink<Announcement> sink() {
    String of = distribution;
    AwsAccess through = access;
    InvalidateBy how = by;
    return new BatchSink<>(
        (announcement, context) -> how.item(announcement),
        how == InvalidateBy.TAG ? TAGS : WILDCARDS,
        () -> new CloudFrontService(of, through));
  }
}
