package io.calotype.cli.cloud;

import io.calotype.infra.local.state.Stack;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients for the system that runs here, or, where none does, for AWS as its SDK finds it. */
public final class Cloud {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

  private final @Nullable Stack stack;
  private final @Nullable String region;

  private Cloud(@Nullable Stack stack, @Nullable String region) {
    this.stack = stack;
    this.region = region;
  }

  /** The system that runs here. */
  public static Cloud of(Stack stack) {
    return new Cloud(stack, null);
  }

  /** AWS; the region is the SDK's to find where it is null, and credentials always are. */
  public static Cloud aws(@Nullable String region) {
    return new Cloud(null, region);
  }

  /** A client for S3; the caller closes it. */
  public S3Client s3() {
    var builder = S3Client.builder();
    if (stack != null) {
      builder.endpointOverride(URI.create(stack.s3())).forcePathStyle(true);
    }
    return built(builder);
  }

  /** A client for Kinesis; the caller closes it. */
  public KinesisClient kinesis() {
    var builder = KinesisClient.builder();
    if (stack != null) {
      builder.endpointOverride(URI.create(stack.kinesis()));
    }
    return built(builder);
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(B builder) {
    builder.httpClientBuilder(
        Apache5HttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(SOCKET_TIMEOUT));
    if (stack != null) {
      builder
          .region(Region.of(stack.region()))
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(stack.accessKeyId(), stack.secretAccessKey())));
    } else if (region != null) {
      builder.region(Region.of(region));
    }
    return builder.build();
  }
}
