package io.calotype.pipeline.store;

import io.calotype.pipeline.store.StorageFault.Kind;
import java.io.IOException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** The one place that tells what an exception of S3 means. */
final class S3Answers {
  /** Answers with status 400 that pass: a connection was too slow or bytes were lost on it. */
  private static final Set<String> PASSING_CODES =
      Set.of("RequestTimeout", "IncompleteBody", "BadDigest");

  private S3Answers() {}

  /** Whether S3 says that there is no such thing, be it object or bucket. */
  static boolean isNotFound(SdkException e) {
    return status(e) == 404;
  }

  /** Whether S3 says that there is no such object; a missing bucket is something else. */
  static boolean isMissing(SdkException e) {
    return isNotFound(e) && !code(e).equals("NoSuchBucket");
  }

  /** Whether S3 says that a condition of the request does not hold. */
  static boolean isConditionBroken(SdkException e) {
    return status(e) == 412;
  }

  /**
   * The fault that an exception stands for.
   *
   * @param doing what was asked, as {@code putting w160.jpg into "calotype-variants"}
   */
  static StorageFault fault(SdkException e, String doing, String bucket) {
    int status = status(e);
    if (status == 401 || status == 403) {
      return new StorageFault(
          Kind.MISCONFIGURED,
          doing
              + ": expected permission but S3 answered "
              + status
              + " "
              + code(e)
              + ": give the job's role s3:GetObject, s3:PutObject, s3:DeleteObject and"
              + " s3:ListBucket on \""
              + bucket
              + "\", or correct its credentials",
          e);
    }
    if (code(e).equals("NoSuchBucket")
        || status == 301
        || (status == 400 && !PASSING_CODES.contains(code(e)))) {
      return new StorageFault(
          Kind.MISCONFIGURED,
          doing
              + ": expected a bucket in the configured region but S3 answered "
              + status
              + " "
              + code(e)
              + ": correct the bucket's name, the region or the endpoint",
          e);
    }
    if (status > 0 || isPassing(e)) {
      return new StorageFault(
          Kind.RETRYABLE,
          doing + ": expected an answer but got " + (status > 0 ? status + " " + code(e) : of(e)),
          e);
    }
    return new StorageFault(
        Kind.MISCONFIGURED, doing + ": expected to be able to ask S3 but got " + of(e), e);
  }

  /** Time-outs and cut connections; what else the client itself throws is a lack of settings. */
  private static boolean isPassing(SdkException e) {
    if (!(e instanceof SdkClientException)) {
      return true;
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String name = cause.getClass().getSimpleName();
      if (cause instanceof IOException || name.contains("Timeout")) {
        return true;
      }
    }
    return e.retryable();
  }

  private static String of(SdkException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private static int status(SdkException e) {
    return e instanceof AwsServiceException service ? service.statusCode() : 0;
  }

  private static String code(SdkException e) {
    if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      String code = service.awsErrorDetails().errorCode();
      return code == null ? "" : code;
    }
    return "";
  }
}
