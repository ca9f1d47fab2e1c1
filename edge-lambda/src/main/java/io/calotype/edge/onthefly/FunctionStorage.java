package io.calotype.edge.onthefly;

import io.calotype.pipeline.fault.Backoff;
import io.calotype.pipeline.store.ObjectStore;
import io.calotype.pipeline.store.RetryPolicy;
import io.calotype.pipeline.store.RetryingObjectStore;
import io.calotype.pipeline.store.S3ObjectStore;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The two buckets as the function reaches them: region, credentials and endpoint as the SDK finds
 * them, and patience for a viewer who waits, which is less than the job's.
 */
record FunctionStorage(ObjectStore originals, ObjectStore variants) implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(10);

  /** 3 attempts, a third of a second apart at most. */
  private static final RetryPolicy PATIENCE =
      new RetryPolicy(3, new Backoff(Duration.ofMillis(100), Duration.ofMillis(300)));

  /** Opens both buckets; connects with the first call only. */
  static FunctionStorage open(OnTheFlySettings settings) {
    S3Client s3 = connect(settings.rendersMax() + settings.waitingMax());
    return new FunctionStorage(
        bucket(s3, settings.originalsBucket()), bucket(s3, settings.variantsBucket()));
  }

  /** One client for both buckets: a second one would cost each cold start as much again. */
  private static S3Client connect(int connectionsMax) {
    return S3Client.builder()
        .httpClientBuilder(
            Apache5HttpClient.builder()
                .maxConnections(connectionsMax)
                .connectionTimeout(CONNECT_TIMEOUT)
                .connectionAcquisitionTimeout(ATTEMPT_TIMEOUT)
                .socketTimeout(SOCKET_TIMEOUT))
        .overrideConfiguration(
            override ->
                override
                    // One place retries: the policy.
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                    .apiCallTimeout(ATTEMPT_TIMEOUT))
        .build();
  }

  private static ObjectStore bucket(S3Client s3, String name) {
    return new RetryingObjectStore(new S3ObjectStore(s3, name), PATIENCE, () -> {});
  }

  @Override
  public void close() {
    originals.close();
    variants.close();
  }
}
