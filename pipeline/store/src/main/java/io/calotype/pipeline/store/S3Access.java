package io.calotype.pipeline.store;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * How S3 is reached.
 *
 * @param region the region's name
 * @param endpoint another endpoint than the region's, with keys in the path, or null
 * @param accessKeyId with {@code secretAccessKey} for a local endpoint; null for the role that the
 *     process has
 * @param secretAccessKey see {@code accessKeyId}; never printed
 */
public record S3Access(
    String region,
    @Nullable URI endpoint,
    @Nullable String accessKeyId,
    @Nullable String secretAccessKey)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(60);

  /**
   * A client with its own connections. It never retries: {@link RetryPolicy} is the one place that
   * does.
   *
   * @param connectionsMax at most this many at once
   */
  public S3Client connect(int connectionsMax) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(region))
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(connectionsMax)
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .connectionAcquisitionTimeout(ATTEMPT_TIMEOUT)
                    .socketTimeout(SOCKET_TIMEOUT))
            .overrideConfiguration(
                override ->
                    override
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT))
            // Bodies lie in memory whole and bring their checksum: nothing is gained by chunks.
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build());
    if (endpoint != null) {
      builder.endpointOverride(endpoint).forcePathStyle(true);
    }
    if (accessKeyId != null && secretAccessKey != null) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(accessKeyId, secretAccessKey)));
    }
    return builder.build();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "S3Access[region=" + region + ", endpoint=" + endpoint + "]";
  }
}
