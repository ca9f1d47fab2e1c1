package io.calotype.infra.local.state;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;

/**
 * Where the system runs on this machine, and how to be let in.
 *
 * @param pid of the process that is the system
 * @param startedAt when that process started, as the system tells: with the pid it names a process
 *     for good
 * @param data folder of everything it keeps
 * @param edge address that viewers use
 * @param s3 endpoint
 * @param kinesis endpoint
 * @param flink address of Flink's own interface
 * @param metrics address that Prometheus reads
 * @param cloudFront endpoint of CloudFront's own API: invalidations
 * @param uploadToken bearer token that the ticket API takes
 * @param urlKeyId the id of the key that signs viewers' URLs
 * @param urlKey that key, in base64url
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Stack(
    long pid,
    String startedAt,
    String data,
    String edge,
    String s3,
    String kinesis,
    String flink,
    String metrics,
    String cloudFront,
    String region,
    String accessKeyId,
    String secretAccessKey,
    String uploadToken,
    String urlKeyId,
    String urlKey) {

  /** Refuses a file in which something is missing. */
  public Stack {
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(edge, "edge");
    Objects.requireNonNull(s3, "s3");
    Objects.requireNonNull(kinesis, "kinesis");
    Objects.requireNonNull(flink, "flink");
    Objects.requireNonNull(metrics, "metrics");
    Objects.requireNonNull(cloudFront, "cloudFront");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(accessKeyId, "accessKeyId");
    Objects.requireNonNull(secretAccessKey, "secretAccessKey");
    Objects.requireNonNull(uploadToken, "uploadToken");
    Objects.requireNonNull(urlKeyId, "urlKeyId");
    Objects.requireNonNull(urlKey, "urlKey");
  }

  /** Does not show secrets. */
  @Override
  public String toString() {
    return "Stack[pid=" + pid + ", startedAt=" + startedAt + ", edge=" + edge + "]";
  }
}
