package io.calotype.infra.aws;

/**
 * Names of buckets that are known before they are made, in a region that another one refers to.
 *
 * @param account twelve digits
 * @param region the buckets' region
 */
record BucketNames(String account, String region) {
  /** Such as {@code calotype-originals-123456789012-eu-west-1}. */
  String of(String role) {
    return "calotype-" + role + "-" + account + "-" + region;
  }

  /** The ARN of a bucket by its role. */
  String arn(String role) {
    return "arn:aws:s3:::" + of(role);
  }
}
