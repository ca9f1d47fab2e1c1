package io.calotype.infra.local.s3.objects;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A multipart upload under way.
 *
 * @param parts what has arrived, by part number
 */
public record Upload(
    String id,
    String bucket,
    String key,
    ObjectHeaders headers,
    Instant initiated,
    Map<Integer, StagedBody> parts) {

  Upload(String id, String bucket, String key, ObjectHeaders headers, Instant initiated) {
    this(id, bucket, key, headers, initiated, new ConcurrentSkipListMap<>());
  }
}
