package io.calotype.pipeline.invalidate;

import io.calotype.pipeline.announce.Announcement;
import io.calotype.variants.request.PercentEncoding;

/** How CloudFront is told what to forget. */
public enum InvalidateBy {
  /**
   * By the tag that everything of an original carries: one path on the bill, whatever the number of
   * variants. The distribution must read tags from {@code x-amz-meta-cache-tag}.
   */
  TAG {
    @Override
    String item(Announcement announcement) {
      return "#" + announcement.cacheTag();
    }
  },
  /**
   * By path, for distributions without tags. One wildcard reaches the viewers' URI as well as those
   * that it is rewritten to; what merely begins with the key is forgotten too, which costs it one
   * request to its origin.
   */
  PATH {
    @Override
    String item(Announcement announcement) {
      return "/" + PercentEncoding.encodePath(announcement.key()) + "*";
    }
  };

  /** What stands in the request for an original. */
  abstract String item(Announcement announcement);
}
