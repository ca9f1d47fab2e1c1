package io.calotype.infra.local.kinesis;

import io.calotype.infra.local.node.NodeProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Waits until a stream takes records, which is a while after the port is open. */
record StreamReadiness(URI endpoint, String region, String stream) {
  private static final long PAUSE_MS = 50;

  /**
   * Returns when it does, or when the process has ended.
   *
   * @throws IOException one line to show, when it does not in time
   */
  void await(long deadlineNanos, NodeProcess process) throws IOException, InterruptedException {
    long beganNanos = System.nanoTime();
    String last = "no answer yet";
    try (KinesisClient client = client()) {
      while (System.nanoTime() < deadlineNanos && process.isAlive()) {
        try {
          StreamStatus status =
              client
                  .describeStreamSummary(request -> request.streamName(stream))
                  .streamDescriptionSummary()
                  .streamStatus();
          if (status == StreamStatus.ACTIVE) {
            return;
          }
          last = "stream " + stream + " is " + status;
        } catch (SdkException e) {
          last = String.valueOf(e.getMessage());
        }
        Thread.sleep(PAUSE_MS);
      }
    }
    if (process.isAlive()) {
      throw NodeProcess.late("Kinesis", Duration.ofNanos(System.nanoTime() - beganNanos), last);
    }
  }

  private KinesisClient client() {
    return KinesisClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("readiness", "readiness")))
        .httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(
            c ->
                c.apiCallAttemptTimeout(Duration.ofSeconds(2))
                    .apiCallTimeout(Duration.ofSeconds(4)))
        .build();
  }
}
