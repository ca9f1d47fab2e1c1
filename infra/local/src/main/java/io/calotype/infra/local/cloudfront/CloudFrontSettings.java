package io.calotype.infra.local.cloudfront;

import io.calotype.infra.local.s3.S3Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How CloudFront is played.
 *
 * @param port of 127.0.0.1 that viewers use; 0 for a free one
 * @param keys sign requests to the bucket, are what functions get, and what calls of CloudFront's
 *     own API must be signed with
 * @param s3 endpoint of the variants bucket
 * @param variantsBucket its name
 * @param api the HTTP API behind {@code /uploads}, the console and its API
 * @param edge what the functions are bundled with
 * @param workFolder where programs are unpacked
 * @param searchPath folders to look for {@code node} in, separated as in {@code PATH}
 * @param startTimeout until it must listen
 */
public record CloudFrontSettings(
    int port,
    S3Credentials keys,
    String region,
    URI s3,
    String variantsBucket,
    URI api,
    EdgeConfig edge,
    Path workFolder,
    String searchPath,
    Duration startTimeout) {

  /** The distribution's id on one machine. */
  public static final String DISTRIBUTION = "ELOCALCALOTYPE";

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  /**
   * What the functions at the edge have bundled with them, since they have no environment.
   *
   * @param recipeJson the recipe itself
   * @param onTheFly URL of the function that makes what is missing
   * @param secrets endpoint of the stand-in for Secrets Manager
   * @param secretId name of the secret with the keys of signed URLs
   */
  public record EdgeConfig(String recipeJson, URI onTheFly, URI secrets, String secretId) {}

  /** Settings with {@code node} from this process's {@code PATH}. */
  public static CloudFrontSettings of(
      int port,
      S3Credentials keys,
      String region,
      URI s3,
      String variantsBucket,
      URI api,
      EdgeConfig edge,
      Path workFolder) {
    String path = System.getenv("PATH");
    return new CloudFrontSettings(
        port,
        keys,
        region,
        s3,
        variantsBucket,
        api,
        edge,
        workFolder,
        path == null ? "" : path,
        START_TIMEOUT);
  }
}
