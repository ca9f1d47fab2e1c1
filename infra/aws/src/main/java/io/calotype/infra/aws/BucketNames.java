package io.calotype.infra.aws;

/**
 * Names of buckets that are known before they are made, in a region that another one refers to.
 *
 * @param account twelve digits
 * @param home the home region of the system that they belong to
 * @param region the buckets' region
 */
record BucketNames(String account, String home, String region) {
  /**
   * Such as {@code calotype-originals-123456789012-eu-central-1-eu-west-1}. Hyphens of the role are
   * left out: S3's 63 characters hold the longest regions, and not one more.
   */
  String of(String role) {
    return "calotype-" + role.replace("-", "") + "-" + account + "-" + home + "-" + region;
  }

  /** The ARN of a bucket by its role. */
  String arn(String role) {
    return "arn:aws:s3:::" + of(role);
  }
}
