package io.calotype.infra.local;

import io.calotype.edge.onthefly.OnTheFlyHandler;
import io.calotype.edge.onthefly.OnTheFlySettings;
import io.calotype.infra.local.cloudfront.CloudFrontProcess;
import io.calotype.infra.local.cloudfront.CloudFrontSettings;
import io.calotype.infra.local.lambda.FunctionUrl;
import io.calotype.infra.local.lambda.SecretsEndpoint;
import io.calotype.infra.local.s3.LocalS3;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.infra.local.s3.S3Credentials;
import io.calotype.pipeline.store.S3Access;
import io.calotype.pipeline.store.S3Buckets;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.Renderer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The real on-the-fly function behind the real functions at the edge and CloudFront's stand-in, on
 * buckets of its own; there is no job.
 */
final class OnTheFlyFixture implements AutoCloseable {
  private static final S3Credentials KEYS = new S3Credentials("LOCALKEY", "secret");
  private static final String REGION = "us-east-1";

  private final HttpClient http = HttpClient.newHttpClient();
  private final LocalS3 s3;
  private final Clients clients = new Clients(KEYS, REGION);
  private final S3Client client;
  private final FunctionUrl function;
  private final SecretsEndpoint secrets;
  private final CloudFrontProcess cloudFront;

  /**
   * Starts all of it.
   *
   * @param settings whose buckets the function uses, whatever the edge does
   */
  OnTheFlyFixture(Path folder, OnTheFlySettings settings, Renderer engine) throws IOException {
    s3 =
        new LocalS3(
            new LocalS3Settings(
                0,
                KEYS,
                REGION,
                folder.resolve("s3"),
                List.of(LocalS3Settings.ORIGINALS, LocalS3Settings.VARIANTS),
                List.of()),
            event -> {});
    client = clients.s3(s3.endpoint());
    S3Buckets buckets =
        new S3Buckets(
            new S3Access(REGION, s3.endpoint(), KEYS.accessKeyId(), KEYS.secretAccessKey()), 16);
    function =
        new FunctionUrl(
            KEYS,
            new OnTheFlyHandler(
                settings,
                buckets.open(settings.originalsBucket()),
                buckets.open(settings.variantsBucket()),
                engine,
                InstantSource.system()));
    secrets = new SecretsEndpoint(KEYS, "urls", "{\"keys\":{}}");
    cloudFront =
        new CloudFrontProcess(
            CloudFrontSettings.of(
                0,
                KEYS,
                REGION,
                s3.endpoint(),
                LocalS3Settings.VARIANTS,
                s3.endpoint(),
                new CloudFrontSettings.EdgeConfig(
                    RecipeReader.defaultJson(), function.url(), secrets.endpoint(), "urls"),
                folder.resolve("cloudfront")),
            (status, lines) -> {});
  }

  /** The usual buckets, and what else is the default. */
  static OnTheFlySettings settings() {
    return OnTheFlySettings.of(
        LocalS3Settings.ORIGINALS, LocalS3Settings.VARIANTS, "auto", RecipeReader.defaultRecipe());
  }

  void put(String key, byte[] bytes) {
    client.putObject(
        put -> put.bucket(LocalS3Settings.ORIGINALS).key(key), RequestBody.fromBytes(bytes));
  }

  HttpResponse<byte[]> get(String target) {
    return ask(target).join();
  }

  CompletableFuture<HttpResponse<byte[]>> ask(String target) {
    return http.sendAsync(
        HttpRequest.newBuilder(URI.create(cloudFront.edge() + target)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    for (AutoCloseable part :
        List.<AutoCloseable>of(cloudFront, secrets, function, client, clients)) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException(Objects.toString(e.getMessage()), e);
      }
    }
    try {
      s3.close();
    } catch (IOException e) {
      // It waits but briefly for the function's connections, which stay open between requests.
    }
  }
}
