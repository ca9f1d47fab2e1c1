package io.calotype.infra.local.s3;

/**
 * The one pair of keys that S3 accepts.
 *
 * @param accessKeyId must not be 12 digits, which the stand-in for Kinesis takes for an account
 */
public record S3Credentials(String accessKeyId, String secretAccessKey) {

  /** Refuses empty keys. */
  public S3Credentials {
    if (accessKeyId.isBlank() || secretAccessKey.isBlank()) {
      throw new IllegalArgumentException("expected an access key id and a secret but one is empty");
    }
    if (accessKeyId.matches("[0-9]{12}")) {
      throw new IllegalArgumentException(
          "expected an access key id that is not 12 digits, which would name another account");
    }
  }

  /** Does not show the secret. */
  @Override
  public String toString() {
    return "S3Credentials[accessKeyId=" + accessKeyId + "]";
  }
}
