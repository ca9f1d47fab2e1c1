package io.calotype.pipeline.store;

/**
 * The buckets of S3.
 *
 * @param access how S3 is reached
 * @param connectionsMax connections that each opened bucket may have, 1 or more
 */
public record S3Buckets(S3Access access, int connectionsMax) implements Buckets {
  private static final long serialVersionUID = 1L;

  @Override
  public ObjectStore open(String bucket) {
    return new S3ObjectStore(access.connect(connectionsMax), bucket);
  }
}
