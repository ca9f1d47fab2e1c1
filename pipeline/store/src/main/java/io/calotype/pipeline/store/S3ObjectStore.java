package io.calotype.pipeline.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** A bucket of S3. One attempt a call; {@link RetryingObjectStore} makes it several. */
public final class S3ObjectStore implements ObjectStore {
  private final S3Client s3;
  private final String bucket;

  /**
   * A bucket.
   *
   * @param s3 closed with this store
   */
  public S3ObjectStore(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public void requireReachable() {
    try {
      s3.headBucket(r -> r.bucket(bucket));
    } catch (SdkException e) {
      if (S3Answers.isNotFound(e)) {
        throw new StorageFault(
            StorageFault.Kind.MISCONFIGURED,
            "expected a bucket named \"" + bucket + "\" but there is none: correct the settings",
            e);
      }
      throw S3Answers.fault(e, "looking for bucket \"" + bucket + "\"", bucket);
    }
  }

  @Override
  public Optional<StoredObject> look(String key) {
    return answer(
        "looking at",
        key,
        () -> {
          HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key(key));
          return new StoredObject(
              unquoted(head.eTag()), bytes(head, key), head.versionId(), head.metadata());
        });
  }

  @Override
  public Optional<Content> fetch(String key) {
    return fetch(GetObjectRequest.builder().bucket(bucket).key(key).build());
  }

  @Override
  public Optional<Content> fetch(String key, String etag) {
    return fetch(GetObjectRequest.builder().bucket(bucket).key(key).ifMatch(quoted(etag)).build());
  }

  /**
   * What may not be read is looked at: S3 asks for one permission of its own for both, and for the
   * key that the bytes are encrypted with only where they are read. So it tells one object under a
   * foreign key from a bucket that is closed.
   */
  private Optional<Content> fetch(GetObjectRequest request) {
    try {
      return answer("fetching", request.key(), () -> s3.getObject(request, S3ObjectStore::content));
    } catch (StorageFault fault) {
      if (!S3Answers.isDenial(fault)) {
        throw fault;
      }
      if (isThere(request.key(), fault)) {
        throw S3Answers.undecryptable(fault, doing("fetching", request.key()));
      }
      return Optional.empty();
    }
  }

  /** Whether the object is there; throws what came before where it may not be looked at either. */
  private boolean isThere(String key, StorageFault before) {
    try {
      return look(key).isPresent();
    } catch (StorageFault fault) {
      throw fault.kind() == StorageFault.Kind.RETRYABLE ? fault : before;
    }
  }

  @Override
  public Optional<String> put(String key, NewObject object, WriteCondition condition) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType(object.contentType())
            .cacheControl(object.cacheControl())
            // Told beforehand: left to the SDK it goes behind the bytes, which are sent in chunks
            // then, through 280 KB of buffers for each variant.
            .checksumCRC32(crc32(object.bytes()))
            .metadata(object.metadata());
    String etag = condition.etag();
    if (etag == null) {
      request.ifNoneMatch("*");
    } else {
      request.ifMatch(quoted(etag));
    }
    return answer(
        "putting",
        key,
        () ->
            unquoted(s3.putObject(request.build(), RequestBody.fromBytes(object.bytes())).eTag()));
  }

  @Override
  public boolean delete(String key, String etag) {
    return answer(
            "deleting",
            key,
            () -> s3.deleteObject(r -> r.bucket(bucket).key(key).ifMatch(quoted(etag))))
        .isPresent();
  }

  @Override
  public List<ListedObject> children(String prefix) {
    try {
      List<ListedObject> children = new ArrayList<>();
      // Escaped on the way: XML 1.0 cannot hold the control characters that keys may have.
      s3.listObjectsV2Paginator(
              ListObjectsV2Request.builder()
                  .bucket(bucket)
                  .prefix(prefix)
                  .delimiter("/")
                  .encodingType(EncodingType.URL)
                  .build())
          .contents()
          .forEach(o -> children.add(new ListedObject(o.key(), unquoted(o.eTag()), o.size())));
      return children;
    } catch (SdkException e) {
      throw S3Answers.fault(e, doing("listing", prefix), bucket);
    }
  }

  @Override
  public void close() {
    s3.close();
  }

  /** Empty where there is no such object or its condition does not hold. */
  private <T> Optional<T> answer(String verb, String key, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (SdkException e) {
      if (S3Answers.isMissing(e) || S3Answers.isConditionBroken(e)) {
        return Optional.empty();
      }
      throw S3Answers.fault(e, doing(verb, key), bucket);
    }
  }

  private String doing(String verb, String key) {
    return verb + " \"" + key + "\" in \"" + bucket + "\"";
  }

  private long bytes(HeadObjectResponse head, String key) {
    Long bytes = head.contentLength();
    if (bytes == null) {
      throw new StorageFault(
          StorageFault.Kind.RETRYABLE,
          doing("looking at", key) + ": expected an answer with Content-Length but got none",
          null);
    }
    return bytes;
  }

  private static Content content(GetObjectResponse head, InputStream in) throws IOException {
    Long length = head.contentLength();
    byte[] bytes = length == null ? in.readAllBytes() : exactly(Math.toIntExact(length), in);
    return new Content(
        new StoredObject(unquoted(head.eTag()), bytes.length, head.versionId(), head.metadata()),
        bytes);
  }

  /** Into an array of the right size at once: one that grows copies an original three times. */
  private static byte[] exactly(int length, InputStream in) throws IOException {
    byte[] bytes = new byte[length];
    int read = in.readNBytes(bytes, 0, length);
    // The end must be seen: only there the client compares the checksum.
    if (read < length || in.read() >= 0) {
      throw new IOException(
          "expected " + length + " bytes but got " + (read < length ? read : "more"));
    }
    return bytes;
  }

  private static String crc32(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
  }

  private static String quoted(String etag) {
    return '"' + etag + '"';
  }

  private static String unquoted(String etag) {
    return etag.startsWith("\"") && etag.endsWith("\"") && etag.length() >= 2
        ? etag.substring(1, etag.length() - 1)
        : etag;
  }
}
