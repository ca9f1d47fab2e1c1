package io.calotype.infra.aws;

import io.calotype.infra.aws.settings.DeploymentSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The origins of pages whose scripts may upload.
 *
 * @param own the pictures' own origin, where it has a name of its own
 * @param listed those that the configuration lists
 */
record UploadOrigins(Optional<String> own, List<String> listed) {
  static UploadOrigins of(DeploymentSettings settings) {
    return new UploadOrigins(
        Optional.ofNullable(settings.delivery().domain()).map(domain -> "https://" + domain),
        settings.corsOrigins());
  }

  /**
   * Those that may PUT to the bucket. Without a domain any of CloudFront's: its host name is given
   * only after the buckets are made. Nothing is opened by it, since a PUT needs a ticket's URL.
   */
  List<String> ofBucket() {
    return Stream.concat(Stream.of(own.orElse("https://*.cloudfront.net")), listed.stream())
        .distinct()
        .toList();
  }

  /** Those that may ask the API for tickets. */
  List<String> ofApi() {
    return listed.isEmpty()
        ? List.of()
        : Stream.concat(own.stream(), listed.stream()).distinct().toList();
  }
}
