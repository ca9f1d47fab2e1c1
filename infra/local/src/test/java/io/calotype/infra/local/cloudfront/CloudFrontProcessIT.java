package io.calotype.infra.local.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.infra.local.node.ExitListener;
import io.calotype.infra.local.ports.PortInUseException;
import io.calotype.infra.local.s3.S3Credentials;
import io.calotype.variants.recipe.RecipeReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.CreateInvalidationResponse;
import software.amazon.awssdk.services.cloudfront.model.NoSuchDistributionException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchInvalidationException;
import software.amazon.awssdk.services.cloudfront.model.TooManyInvalidationsInProgressException;

/** The real child, and AWS's own client against its API. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CloudFrontProcessIT {
  private static final ExitListener IGNORED = (status, lines) -> {};
  private static final S3Credentials KEYS = new S3Credentials("LOCALKEY", "secret");

  @TempDir private Path folder;

  @Test
  void takesInvalidationsFromTheClientOfAws() throws Exception {
    try (CloudFrontProcess cloudFront = new CloudFrontProcess(settings(0), IGNORED);
        CloudFrontClient client = client(cloudFront.api(), KEYS.secretAccessKey())) {
      List<String> items = List.of("/a%20b.jpg", "/c/*", "#a-tag", "/d?v=1&w=<2>");
      CreateInvalidationResponse created = create(client, "first", items);

      assertThat(created.invalidation().status()).isEqualTo("InProgress");
      assertThat(created.invalidation().invalidationBatch().paths().items()).isEqualTo(items);
      assertThat(created.location()).endsWith("/invalidation/" + created.invalidation().id());
      assertThat(get(client, created.invalidation().id()).invalidationBatch().callerReference())
          .isEqualTo("first");
      assertThat(create(client, "first", items).invalidation().id())
          .isEqualTo(created.invalidation().id());
      assertThatThrownBy(() -> create(client, "too many", wildcards(16)))
          .isInstanceOf(TooManyInvalidationsInProgressException.class)
          .hasMessageContaining("expected at most 15");
      assertThatThrownBy(() -> get(client, "unknown"))
          .isInstanceOf(NoSuchInvalidationException.class);
      assertThatThrownBy(
              () ->
                  client.getInvalidation(
                      r -> r.distributionId("EANOTHER").id(created.invalidation().id())))
          .isInstanceOf(NoSuchDistributionException.class);
    }
  }

  @Test
  void refusesCallsThatAreSignedWithAnotherSecret() throws Exception {
    try (CloudFrontProcess cloudFront = new CloudFrontProcess(settings(0), IGNORED);
        CloudFrontClient client = client(cloudFront.api(), "another")) {
      assertThatThrownBy(() -> create(client, "first", List.of("/*")))
          .isInstanceOfSatisfying(
              CloudFrontException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void freesItsPortWhenClosedAndIsReportedOnlyWhenItDies() throws Exception {
    BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();
    CloudFrontProcess closed =
        new CloudFrontProcess(settings(0), (status, lines) -> exits.add(status));
    closed.close();
    new ServerSocket(closed.edge().getPort(), 1, InetAddress.getLoopbackAddress()).close();

    try (CloudFrontProcess cloudFront =
        new CloudFrontProcess(settings(0), (status, lines) -> exits.add(status))) {
      ProcessHandle.of(cloudFront.pid()).orElseThrow().destroyForcibly();
      assertThat(exits.poll(60, TimeUnit.SECONDS)).isEqualTo(128 + 9);
    }
    assertThat(exits).isEmpty();
  }

  @Test
  void saysWhoHasThePort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> new CloudFrontProcess(settings(port), IGNORED))
          .isInstanceOf(PortInUseException.class)
          .hasMessageContaining("expected port " + port)
          .hasMessageContaining("free for CloudFront")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  private static CreateInvalidationResponse create(
      CloudFrontClient client, String reference, List<String> items) {
    return client.createInvalidation(
        r ->
            r.distributionId(CloudFrontSettings.DISTRIBUTION)
                .invalidationBatch(
                    batch ->
                        batch
                            .callerReference(reference)
                            .paths(paths -> paths.quantity(items.size()).items(items))));
  }

  private static software.amazon.awssdk.services.cloudfront.model.Invalidation get(
      CloudFrontClient client, String id) {
    return client
        .getInvalidation(r -> r.distributionId(CloudFrontSettings.DISTRIBUTION).id(id))
        .invalidation();
  }

  private static List<String> wildcards(int count) {
    String[] items = new String[count];
    Arrays.setAll(items, i -> "/" + i + "/*");
    return List.of(items);
  }

  private static CloudFrontClient client(URI endpoint, String secret) {
    return CloudFrontClient.builder()
        .endpointOverride(endpoint)
        .region(Region.AWS_GLOBAL)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(KEYS.accessKeyId(), secret)))
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  private CloudFrontSettings settings(int port) {
    URI nobody = URI.create("http://127.0.0.1:9");
    return CloudFrontSettings.of(
        port,
        KEYS,
        "us-east-1",
        nobody,
        "calotype-variants",
        nobody,
        new CloudFrontSettings.EdgeConfig(RecipeReader.defaultJson(), nobody, nobody, "urls"),
        folder.resolve("cloudfront"));
  }
}
