package io.calotype.infra.local.s3;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How S3 is played.
 *
 * @param port on 127.0.0.1; 0 for a free one
 * @param folder where objects are kept; null for a temporary folder that ends with the server
 * @param buckets made when they are not there
 * @param corsOrigins whose pages may PUT from a browser, as in {@code http://127.0.0.1:8080}
 */
public record LocalS3Settings(
    int port,
    S3Credentials credentials,
    String region,
    @Nullable Path folder,
    List<String> buckets,
    List<String> corsOrigins) {

  /** Bucket that uploads go to and events come from. */
  public static final String ORIGINALS = "calotype-originals";

  /** Bucket of what is made of the originals. */
  public static final String VARIANTS = "calotype-variants";

  /** Bucket of records that were refused. */
  public static final String DEAD_LETTERS = "calotype-dead-letters";

  /** Copies the lists. */
  public LocalS3Settings {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("expected port of 0 to 65535 but got " + port);
    }
    buckets = List.copyOf(buckets);
    corsOrigins = List.copyOf(corsOrigins);
  }

  /** The system's three buckets in a temporary folder on a free port, without CORS: for tests. */
  public static LocalS3Settings temporary(S3Credentials credentials) {
    return new LocalS3Settings(
        0, credentials, "us-east-1", null, List.of(ORIGINALS, VARIANTS, DEAD_LETTERS), List.of());
  }
}
