package io.calotype.pipeline.invalidate;

import io.calotype.pipeline.send.AwsAccess;
import io.calotype.pipeline.send.BatchService;
import io.calotype.pipeline.send.SendFault;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.Paths;

/** A distribution; each text is an item of {@code Paths}: a path, or a tag behind a {@code #}. */
final class CloudFrontService implements BatchService {
  private final String distribution;
  private final CloudFrontClient client;

  CloudFrontService(String distribution, AwsAccess access) {
    this.distribution = distribution;
    this.client = access.connect(CloudFrontClient.builder());
  }

  /** One invalidation for all, each item once: items are what is paid for. */
  @Override
  public List<String> send(List<String> items) {
    List<String> once = items.stream().distinct().toList();
    try {
      client.createInvalidation(
          create ->
              create
                  .distributionId(distribution)
                  .invalidationBatch(
                      batch ->
                          batch
                              .callerReference(UUID.randomUUID().toString())
                              .paths(Paths.builder().quantity(once.size()).items(once).build())));
      return List.of();
    } catch (SdkException e) {
      SendFault.throwUnlessPassing(
          e,
          "invalidating in distribution \"" + distribution + "\"",
          "cloudfront:CreateInvalidation");
      return items;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
