package io.calotype.infra.local.s3.objects;

/** The S3 operation that made an object, as its event names it. */
public enum CreationReason {
  PUT_OBJECT("PutObject"),
  COPY_OBJECT("CopyObject"),
  COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload");

  private final String operation;

  CreationReason(String operation) {
    this.operation = operation;
  }

  /** The operation's name in S3's API. */
  public String operation() {
    return operation;
  }
}
