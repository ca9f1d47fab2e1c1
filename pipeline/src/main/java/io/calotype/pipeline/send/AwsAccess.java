package io.calotype.pipeline.send;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * How a service is reached.
 *
 * @param region the region's name; {@code aws-global} for CloudFront
 * @param endpoint another endpoint than the region's, or null
 * @param accessKeyId with {@code secretAccessKey} for a local endpoint; null for the role that the
 *     process has
 * @param secretAccessKey see {@code accessKeyId}; never printed
 */
public record AwsAccess(
    String region,
    @Nullable URI endpoint,
    @Nullable String accessKeyId,
    @Nullable String secretAccessKey)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

  /** Builds a client that never retries: {@link BatchSink} is the one place that does. */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C connect(B builder) {
    builder
        .region(Region.of(region))
        .httpClientBuilder(
            Apache5HttpClient.builder()
                .maxConnections(2)
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(CALL_TIMEOUT))
        .overrideConfiguration(
            override ->
                override.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(CALL_TIMEOUT));
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
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
    return "AwsAccess[region=" + region + ", endpoint=" + endpoint + "]";
  }
}
