package io.calotype.infra.local;

import io.calotype.edge.onthefly.OnTheFlyHandler;
import io.calotype.edge.onthefly.OnTheFlySettings;
import io.calotype.infra.local.cloudfront.CloudFrontProcess;
import io.calotype.infra.local.cloudfront.CloudFrontSettings;
import io.calotype.infra.local.lambda.FunctionUrl;
import io.calotype.infra.local.lambda.SecretsEndpoint;
import io.calotype.infra.local.node.ExitListener;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.infra.local.s3.S3Credentials;
import io.calotype.pipeline.fault.Backoff;
import io.calotype.pipeline.store.ObjectStore;
import io.calotype.pipeline.store.RetryPolicy;
import io.calotype.pipeline.store.RetryingObjectStore;
import io.calotype.pipeline.store.S3Access;
import io.calotype.pipeline.store.S3Buckets;
import io.calotype.variants.render.Renderer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What viewers talk to, and what stands behind it: CloudFront with the functions at the edge, the
 * function that makes pictures on the fly, and the secret with the keys of signed URLs.
 */
final class ViewerSide implements AutoCloseable {
  private static final String SECRET_ID = "calotype/signed-urls";

  /** More than pictures that are made at a time: each also looks and stores. */
  private static final int CONNECTIONS_MAX = 64;

  /** As on AWS: viewers wait. */
  private static final RetryPolicy PATIENCE =
      new RetryPolicy(3, new Backoff(Duration.ofMillis(100), Duration.ofMillis(300)));

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final CloudFrontProcess cloudFront;

  /**
   * Where viewers arrive, and what they reach from there.
   *
   * @param port of CloudFront
   * @param s3 endpoint of the buckets
   * @param api the HTTP API
   * @param workFolder where programs are unpacked
   */
  record Addresses(int port, String region, URI s3, URI api, Path workFolder) {}

  /**
   * Starts all of it.
   *
   * @param renderer what makes pictures on the fly
   * @param ended is told where CloudFront ends by itself
   */
  ViewerSide(
      StackOptions options,
      Renderer renderer,
      LocalSecrets secrets,
      Addresses addresses,
      ExitListener ended)
      throws IOException {
    S3Credentials keys = new S3Credentials(secrets.accessKeyId(), secrets.secretAccessKey());
    try {
      FunctionUrl onTheFly =
          begun(new FunctionUrl(keys, handler(options, renderer, keys, addresses)));
      SecretsEndpoint urlKeys = begun(new SecretsEndpoint(keys, SECRET_ID, secrets.urlKeys()));
      cloudFront =
          begun(
              new CloudFrontProcess(
                  CloudFrontSettings.of(
                      addresses.port(),
                      keys,
                      addresses.region(),
                      addresses.s3(),
                      LocalS3Settings.VARIANTS,
                      addresses.api(),
                      new CloudFrontSettings.EdgeConfig(
                          EdgeRecipe.json(options.recipeJson(), renderer.formats()),
                          onTheFly.url(),
                          urlKeys.endpoint(),
                          SECRET_ID),
                      addresses.workFolder()),
                  ended));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** CloudFront's own API. */
  URI cloudFrontApi() {
    return cloudFront.api();
  }

  private OnTheFlyHandler handler(
      StackOptions options, Renderer renderer, S3Credentials keys, Addresses addresses) {
    S3Buckets buckets =
        new S3Buckets(
            new S3Access(
                addresses.region(), addresses.s3(), keys.accessKeyId(), keys.secretAccessKey()),
            CONNECTIONS_MAX);
    ObjectStore originals = begun(patient(buckets.open(LocalS3Settings.ORIGINALS)));
    ObjectStore variants = begun(patient(buckets.open(LocalS3Settings.VARIANTS)));
    return new OnTheFlyHandler(
        OnTheFlySettings.of(
            LocalS3Settings.ORIGINALS,
            LocalS3Settings.VARIANTS,
            options.engine(),
            options.recipe()),
        originals,
        variants,
        renderer,
        InstantSource.system());
  }

  private static ObjectStore patient(ObjectStore bucket) {
    return new RetryingObjectStore(bucket, PATIENCE, () -> {});
  }

  private <T extends AutoCloseable> T begun(T part) {
    parts.push(part);
    return part;
  }

  /** Ends all of it, last started first. */
  @Override
  public void close() {
    IllegalStateException failed = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        failed = new IllegalStateException(e);
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
