package io.calotype.infra.local.s3.awssdk;

import io.calotype.infra.local.s3.objects.BucketFolder;
import io.calotype.infra.local.s3.objects.Precondition;
import io.calotype.infra.local.s3.objects.StagedBody;
import io.calotype.infra.local.s3.objects.StoredObject;
import io.calotype.infra.local.s3.objects.Upload;
import io.calotype.infra.local.s3.objects.Uploads;
import java.io.InputStream;
import java.util.List;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The multipart uploads of a {@link BucketFolder} as s3proxy wants them. */
final class MultipartUploads {
  private final BucketFolder folder;
  private final Uploads uploads;

  MultipartUploads(BucketFolder folder) {
    this.folder = folder;
    this.uploads = folder.uploads();
  }

  MultipartUpload begin(CreateMultipartUploadRequest request) {
    Refusals.requirePrivate(request.acl());
    Refusals.requireBucket(folder, request.bucket());
    Refusals.requireKey(request.key());
    Upload upload = uploads.begin(request.bucket(), request.key(), Headers.of(request));
    return new MultipartUpload(upload.id(), request);
  }

  UploadPartResponse receive(MultipartUpload mpu, int partNumber, InputStream payload) {
    Upload upload = find(mpu);
    StagedBody part = Refusals.translate(() -> uploads.receive(upload, partNumber, payload));
    return SdkResponses.uploadedPart(Headers.quoted(part.md5Hex()));
  }

  CompleteMultipartUploadResponse complete(
      MultipartUpload mpu, CompleteMultipartUploadRequest request) {
    Upload upload = find(mpu);
    List<Integer> partNumbers =
        request.multipartUpload().parts().stream().map(CompletedPart::partNumber).toList();
    StoredObject stored =
        Refusals.translate(
            upload.bucket(),
            upload.key(),
            () ->
                uploads.complete(
                    upload,
                    partNumbers,
                    Refusals.requireBucket(folder, upload.bucket()),
                    new Precondition(request.ifMatch(), request.ifNoneMatch())));
    return SdkResponses.completeResponse(Headers.quoted(stored.etag()));
  }

  void abort(MultipartUpload mpu) {
    Upload upload = find(mpu);
    Refusals.translate(
        () -> {
          uploads.abort(upload);
          return upload;
        });
  }

  /** The parts that have arrived; none where there is no such upload. */
  List<Part> parts(MultipartUpload mpu) {
    return uploads.find(mpu.id(), mpu.containerName(), mpu.blobName()).stream()
        .flatMap(upload -> upload.parts().entrySet().stream())
        .map(
            part ->
                SdkResponses.part(
                    part.getKey(),
                    part.getValue().sizeBytes(),
                    Headers.quoted(part.getValue().md5Hex()),
                    null))
        .toList();
  }

  /** Those under way in a bucket. */
  List<software.amazon.awssdk.services.s3.model.MultipartUpload> in(String bucket) {
    return uploads.in(bucket).stream()
        .map(upload -> SdkResponses.upload(upload.key(), upload.id(), upload.initiated()))
        .toList();
  }

  private Upload find(MultipartUpload mpu) {
    return uploads
        .find(mpu.id(), mpu.containerName(), mpu.blobName())
        .orElseThrow(Refusals::noSuchUpload);
  }
}
