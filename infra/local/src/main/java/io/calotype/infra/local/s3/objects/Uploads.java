package io.calotype.infra.local.s3.objects;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The multipart uploads under way. They live as long as this process: after a restart a client is
 * told that there is no such upload and begins again.
 */
public final class Uploads {
  private final Map<String, Upload> byId = new ConcurrentHashMap<>();
  private final BodyStaging staging;
  private final Clock clock;

  Uploads(BodyStaging staging, Clock clock) {
    this.staging = staging;
    this.clock = clock;
  }

  /** Begins one. */
  public Upload begin(String bucket, String key, ObjectHeaders headers) {
    String id = UUID.randomUUID().toString();
    Upload upload = new Upload(id, bucket, key, headers, clock.instant());
    byId.put(id, upload);
    return upload;
  }

  /** The upload with this id, if it belongs to this key. */
  public Optional<Upload> find(String id, String bucket, String key) {
    return Optional.ofNullable(byId.get(id))
        .filter(upload -> upload.bucket().equals(bucket) && upload.key().equals(key));
  }

  /** Those under way in a bucket. */
  public List<Upload> in(String bucket) {
    return byId.values().stream().filter(upload -> upload.bucket().equals(bucket)).toList();
  }

  /** Receives a part; one with the same number is replaced. */
  public StagedBody receive(Upload upload, int partNumber, InputStream in) throws IOException {
    StagedBody part = staging.receive(in);
    StagedBody replaced = upload.parts().put(partNumber, part);
    if (replaced != null) {
      staging.discard(replaced);
    }
    return part;
  }

  /**
   * Makes the named parts one object; the upload is over once that has succeeded.
   *
   * @throws IllegalArgumentException when a part is named that has not arrived
   */
  public StoredObject complete(
      Upload upload, List<Integer> partNumbers, Bucket bucket, Precondition precondition)
      throws IOException {
    List<StagedBody> parts = new ArrayList<>();
    for (int number : partNumbers) {
      StagedBody part = upload.parts().get(number);
      if (part == null) {
        throw new IllegalArgumentException("expected part " + number + " but it has not arrived");
      }
      parts.add(part);
    }
    StagedBody whole = staging.join(parts);
    StoredObject object =
        bucket.put(
            upload.key(),
            whole,
            whole.md5Hex() + "-" + parts.size(),
            upload.headers(),
            precondition,
            CreationReason.COMPLETE_MULTIPART_UPLOAD);
    abort(upload);
    return object;
  }

  /** Forgets an upload and its parts. */
  public void abort(Upload upload) throws IOException {
    byId.remove(upload.id());
    for (StagedBody part : upload.parts().values()) {
      staging.discard(part);
    }
  }
}
