package io.calotype.infra.local.s3.awssdk;

import io.calotype.infra.local.s3.objects.Bucket;
import io.calotype.infra.local.s3.objects.BucketFolder;
import io.calotype.infra.local.s3.objects.NoSuchObjectException;
import io.calotype.infra.local.s3.objects.PreconditionFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3's errors, as s3proxy wants them thrown. */
final class Refusals {
  private static final int KEY_BYTES_MAX = 1024;

  private Refusals() {}

  /** Runs an operation on one object and throws S3's error for what it throws. */
  static <T> T translate(String bucket, String key, Callable<T> operation) {
    try {
      return operation.call();
    } catch (PreconditionFailedException e) {
      throw S3Exceptions.preconditionFailed(e);
    } catch (NoSuchObjectException e) {
      throw S3Exceptions.noSuchKey(bucket, key, e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Likewise, where no object is in question. */
  static <T> T translate(Callable<T> operation) {
    return translate("", "", operation);
  }

  static Bucket requireBucket(BucketFolder folder, String name) {
    return folder.find(name).orElseThrow(() -> S3Exceptions.noSuchBucket(name, ""));
  }

  static void requireKey(String key) {
    if (key.getBytes(StandardCharsets.UTF_8).length > KEY_BYTES_MAX) {
      throw refusal(400, "KeyTooLongError", "Your key is too long");
    }
  }

  static void requirePrivate(@Nullable ObjectCannedACL acl) {
    if (acl != null && acl != ObjectCannedACL.PRIVATE) {
      throw accessListsAreOff();
    }
  }

  static S3Exception accessListsAreOff() {
    return refusal(
        400, "AccessControlListNotSupported", "The bucket does not allow access control lists.");
  }

  static S3Exception badDigest() {
    return refusal(
        400, "BadDigest", "The Content-MD5 you specified did not match what we received.");
  }

  static S3Exception incompleteBody(long expectedBytes, long actualBytes) {
    return refusal(
        400,
        "IncompleteBody",
        "The request's Content-Length is "
            + expectedBytes
            + " bytes but "
            + actualBytes
            + " bytes came.");
  }

  static S3Exception noSuchUpload() {
    return refusal(
        404,
        "NoSuchUpload",
        "The specified upload does not exist. It may have been aborted or completed.");
  }

  private static S3Exception refusal(int status, String code, String message) {
    return (S3Exception)
        S3Exception.builder()
            .message(message)
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode(code)
                    .errorMessage(message)
                    .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
                    .build())
            .build();
  }
}
