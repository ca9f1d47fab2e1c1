package io.calotype.pipeline.store;

import io.calotype.pipeline.fault.SdkFault;
import io.calotype.pipeline.store.StorageFault.Kind;
import software.amazon.awssdk.core.exception.SdkException;

/** What exceptions mean that are S3's own, and what is done about the others. */
final class S3Answers {
  private S3Answers() {}

  /** Whether S3 says that there is no such thing, be it object or bucket. */
  static boolean isNotFound(SdkException e) {
    return SdkFault.of(e).status() == 404;
  }

  /** Whether S3 says that there is no such object; a missing bucket is something else. */
  static boolean isMissing(SdkException e) {
    SdkFault fault = SdkFault.of(e);
    return isNotFound(e) && !fault.code().equals("NoSuchBucket") && !isOfKms(fault);
  }

  /** Whether S3 says that a condition of the request does not hold. */
  static boolean isConditionBroken(SdkException e) {
    return SdkFault.of(e).status() == 412;
  }

  /** Whether S3 says, with the 403 of a lack of permission, that an object is to be restored. */
  private static boolean isArchived(SdkFault fault) {
    return fault.code().equals("InvalidObjectState");
  }

  /** Whether S3 hands on what its service for keys says, such as {@code KMS.DisabledException}. */
  private static boolean isOfKms(SdkFault fault) {
    return fault.code().startsWith(SdkFault.OF_KMS);
  }

  /** Whether S3 says that somebody may not do this, and not that it does not know who asks. */
  static boolean isDenial(StorageFault fault) {
    return fault.getCause() instanceof SdkException e
        && SdkFault.of(e).code().equals("AccessDenied");
  }

  /**
   * The fault of an object that may be looked at but not read, with the same permission of S3's.
   */
  static StorageFault undecryptable(StorageFault denied, String doing) {
    return new StorageFault(
        Kind.UNDECRYPTABLE,
        doing
            + ": expected an object that can be read but it can only be looked at: give the role"
            + " kms:Decrypt on the KMS key that it is encrypted with",
        denied);
  }

  /**
   * The fault that an exception stands for.
   *
   * @param doing what was asked, as {@code putting w160.jpg into "calotype-variants"}
   */
  static StorageFault fault(SdkException e, String doing, String bucket) {
    SdkFault fault = SdkFault.of(e);
    if (fault.isPassing() || isTakenForPassing(fault)) {
      String came = fault.status() == 0 ? of(e) : fault.answer();
      return new StorageFault(Kind.RETRYABLE, doing + ": expected an answer but got " + came, e);
    }
    if (isArchived(fault)) {
      return new StorageFault(
          Kind.ARCHIVED,
          doing
              + ": expected an object that can be read but its storage class is archived: restore"
              + " it",
          e);
    }
    if (isOfKms(fault)) {
      return new StorageFault(
          Kind.UNDECRYPTABLE,
          doing
              + ": expected a KMS key that can be used but S3 answered "
              + fault.answer()
              + ": see that the key is there and enabled, and give the role kms:Decrypt and"
              + " kms:GenerateDataKey on it",
          e);
    }
    String problem =
        switch (fault.kind()) {
          case DENIED ->
              ": expected permission but S3 answered "
                  + fault.answer()
                  + ": give the job's role s3:GetObject, s3:PutObject, s3:DeleteObject and"
                  + " s3:ListBucket on \""
                  + bucket
                  + "\", and kms:Decrypt and kms:GenerateDataKey on its KMS key where it has one, or"
                  + " correct the credentials";
          case UNASKED -> ": expected to be able to ask S3 but got " + of(e);
          default ->
              ": expected a bucket in the configured region but S3 answered "
                  + fault.answer()
                  + ": correct the bucket's name, the region or the endpoint";
        };
    return new StorageFault(Kind.MISCONFIGURED, doing + problem, e);
  }

  /** Conflicts of requests, and whatever else does not come of the bucket's name or its region. */
  private static boolean isTakenForPassing(SdkFault fault) {
    return fault.kind() == SdkFault.Kind.REFUSED
        && fault.status() != 301
        && fault.status() != 400
        && !isOfKms(fault)
        && !fault.code().equals("NoSuchBucket");
  }

  private static String of(SdkException e) {
    return String.valueOf(e.getMessage());
  }
}
