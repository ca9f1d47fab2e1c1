package io.calotype.infra.local.s3.awssdk;

import com.google.common.io.ByteStreams;
import io.calotype.infra.local.s3.objects.Bucket;
import io.calotype.infra.local.s3.objects.BucketFolder;
import io.calotype.infra.local.s3.objects.CreationReason;
import io.calotype.infra.local.s3.objects.ObjectHeaders;
import io.calotype.infra.local.s3.objects.OpenObject;
import io.calotype.infra.local.s3.objects.Precondition;
import io.calotype.infra.local.s3.objects.StagedBody;
import io.calotype.infra.local.s3.objects.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The buckets of a {@link BucketFolder} as s3proxy wants them.
 *
 * <p>Why not one of s3proxy's own stores: its file system store checks the condition of a delete in
 * a step before the delete, may answer with the etag of one version and the bytes of the next,
 * lists files that are still arriving, and cannot hold {@code a} beside {@code a/b} nor a segment
 * of more than 218 bytes.
 *
 * <p>All objects are private and there is one version of each; access control lists and versions
 * are refused.
 */
public final class AtomicBlobStore implements BlobStore {
  private final BucketFolder folder;
  private final MultipartUploads multipart;

  /** Serves the buckets of this folder. */
  public AtomicBlobStore(BucketFolder folder) {
    this.folder = folder;
    this.multipart = new MultipartUploads(folder);
  }

  // Buckets.

  @Override
  public ListBucketsResponse list() {
    return Refusals.translate(
        () -> {
          List<software.amazon.awssdk.services.s3.model.Bucket> buckets = new ArrayList<>();
          for (Bucket bucket : folder.buckets()) {
            buckets.add(SdkResponses.bucket(bucket.name(), folder.createdAt(bucket)));
          }
          return ListBucketsResponse.builder().buckets(buckets).build();
        });
  }

  @Override
  public HeadBucketResponse headBucket(HeadBucketRequest request) {
    bucket(request.bucket());
    return HeadBucketResponse.builder().build();
  }

  @Override
  public CreateBucketResponse createContainer(CreateBucketRequest request) {
    if (!Refusals.translate(() -> folder.create(request.bucket()))) {
      throw S3Exceptions.bucketAlreadyOwnedByYou(request.bucket());
    }
    return CreateBucketResponse.builder().location("/" + request.bucket()).build();
  }

  @Override
  public void deleteBucket(String name) {
    Bucket bucket = bucket(name);
    if (!Refusals.translate(() -> folder.remove(bucket))) {
      throw S3Exceptions.bucketNotEmpty(name);
    }
  }

  @Override
  public BucketCannedACL getContainerAccess(String name) {
    bucket(name);
    return BucketCannedACL.PRIVATE;
  }

  @Override
  public void setContainerAccess(String name, BucketCannedACL access) {
    if (access != BucketCannedACL.PRIVATE) {
      throw Refusals.accessListsAreOff();
    }
  }

  // Objects.

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
    Refusals.requirePrivate(request.acl());
    Bucket bucket = bucket(request.bucket());
    Refusals.requireKey(request.key());
    StoredObject stored =
        Refusals.translate(
            request.bucket(),
            request.key(),
            () -> {
              StagedBody body = folder.receive(payload);
              verify(body, request.contentLength(), request.contentMD5());
              return bucket.put(
                  request.key(),
                  body,
                  body.md5Hex(),
                  Headers.of(request),
                  new Precondition(request.ifMatch(), request.ifNoneMatch()),
                  CreationReason.PUT_OBJECT);
            });
    return PutObjectResponse.builder().eTag(Headers.quoted(stored.etag())).build();
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    Refusals.requirePrivate(request.acl());
    Bucket target = bucket(request.destinationBucket());
    Refusals.requireKey(request.destinationKey());
    StoredObject stored =
        Refusals.translate(
            request.destinationBucket(),
            request.destinationKey(),
            () -> {
              OpenObject source = open(request.sourceBucket(), request.sourceKey());
              StagedBody body;
              try (FileChannel channel = source.channel()) {
                ReadConditions.of(request).check(source.object(), 412);
                body =
                    folder.receive(bytes(channel, ByteRange.of(null, source.object().sizeBytes())));
              }
              boolean replace = request.metadataDirective() == MetadataDirective.REPLACE;
              ObjectHeaders headers = replace ? Headers.of(request) : source.object().headers();
              return target.put(
                  request.destinationKey(),
                  body,
                  body.md5Hex(),
                  headers,
                  new Precondition(request.ifMatch(), request.ifNoneMatch()),
                  CreationReason.COPY_OBJECT);
            });
    return SdkResponses.copyResponse(
        Headers.quoted(stored.etag()), Instant.ofEpochMilli(stored.lastModifiedEpochMs()));
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    return bucket(request.bucket())
        .find(request.key())
        .map(Headers::head)
        .orElseThrow(() -> S3Exceptions.noSuchKey(request.bucket(), request.key(), ""));
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    return Refusals.translate(
        () -> {
          OpenObject open = open(request.bucket(), request.key());
          try {
            ReadConditions.of(request).check(open.object(), 304);
            ByteRange range = ByteRange.of(request.range(), open.object().sizeBytes());
            return SdkResponses.getResponse(
                Headers.get(open.object(), range), bytes(open.channel(), range));
          } catch (IOException | RuntimeException e) {
            open.channel().close();
            throw e;
          }
        });
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    Bucket bucket = bucket(request.bucket());
    if (request.ifMatchSize() != null || request.ifMatchLastModifiedTime() != null) {
      throw S3Exceptions.invalidRequest(
          "Deletes on condition of size or time are for directory buckets only.");
    }
    return Refusals.translate(
        request.bucket(),
        request.key(),
        () -> {
          bucket.remove(request.key(), new Precondition(request.ifMatch(), null));
          return DeleteObjectResponse.builder().build();
        });
  }

  @Override
  public ObjectCannedACL getBlobAccess(String bucket, String key) {
    blobMetadata(bucket, key);
    return ObjectCannedACL.PRIVATE;
  }

  @Override
  public void setBlobAccess(String bucket, String key, ObjectCannedACL access) {
    Refusals.requirePrivate(access);
  }

  // Listings.

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    return Pages.v2(
        bucket(request.bucket())
            .list(
                Pages.query(
                    request.prefix(),
                    request.delimiter(),
                    request.continuationToken() == null
                        ? request.startAfter()
                        : ContinuationToken.decode(request.continuationToken()),
                    request.maxKeys())));
  }

  @Override
  public ListObjectsResponse listV1(ListObjectsRequest request) {
    return Pages.v1(
        bucket(request.bucket())
            .list(
                Pages.query(
                    request.prefix(), request.delimiter(), request.marker(), request.maxKeys())));
  }

  // Multipart uploads.

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    return multipart.begin(request);
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload mpu, UploadPartRequest request, InputStream payload) {
    return multipart.receive(mpu, request.partNumber(), payload);
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload mpu, CompleteMultipartUploadRequest request) {
    return multipart.complete(mpu, request);
  }

  @Override
  public void abortMultipartUpload(MultipartUpload mpu) {
    multipart.abort(mpu);
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload mpu) {
    return multipart.parts(mpu);
  }

  @Override
  public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(
      String bucket) {
    return multipart.in(bucket);
  }

  @Override
  public long getMinimumMultipartPartSize() {
    return 1;
  }

  // What they share.

  private Bucket bucket(String name) {
    return Refusals.requireBucket(folder, name);
  }

  private OpenObject open(String bucket, String key) throws IOException {
    Optional<OpenObject> open = bucket(bucket).open(key);
    return open.orElseThrow(() -> S3Exceptions.noSuchKey(bucket, key, ""));
  }

  private static InputStream bytes(FileChannel channel, ByteRange range) throws IOException {
    channel.position(range.firstByte());
    return ByteStreams.limit(Channels.newInputStream(channel), range.lengthBytes());
  }

  private void verify(StagedBody body, @Nullable Long lengthBytes, @Nullable String md5Base64)
      throws IOException {
    if (lengthBytes != null && lengthBytes != body.sizeBytes()) {
      folder.discard(body);
      throw Refusals.incompleteBody(lengthBytes, body.sizeBytes());
    }
    if (md5Base64 != null
        && !HexFormat.of().formatHex(Base64.getDecoder().decode(md5Base64)).equals(body.md5Hex())) {
      folder.discard(body);
      throw Refusals.badDigest();
    }
  }
}
