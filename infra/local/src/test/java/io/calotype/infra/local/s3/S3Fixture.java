package io.calotype.infra.local.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A running S3 with the real client, and the events it sent. */
public final class S3Fixture implements AutoCloseable {
  public static final S3Credentials CREDENTIALS = new S3Credentials("local-key", "local-secret");
  static final String BUCKET = LocalS3Settings.ORIGINALS;
  static final String ORIGIN = "http://127.0.0.1:8080";

  final Queue<String> events = new ConcurrentLinkedQueue<>();
  final LocalS3 server;
  public final S3Client client;

  /** With the system's three buckets in a temporary folder. */
  public S3Fixture() {
    this(null);
  }

  S3Fixture(@Nullable Path folder) {
    LocalS3Settings defaults = LocalS3Settings.temporary(CREDENTIALS);
    try {
      server =
          new LocalS3(
              new LocalS3Settings(
                  0, CREDENTIALS, "us-east-1", folder, defaults.buckets(), List.of(ORIGIN)),
              events::add);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    client =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(provider(CREDENTIALS))
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(64))
            .forcePathStyle(true)
            .build();
  }

  static StaticCredentialsProvider provider(S3Credentials credentials) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey()));
  }

  S3Presigner presigner() {
    return S3Presigner.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(provider(CREDENTIALS))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  /** Puts a text and returns its etag. */
  String put(String key, String text) {
    return client.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromString(text)).eTag();
  }

  String get(String key) {
    return client.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asString(StandardCharsets.UTF_8);
  }

  /** Runs a request and returns the status it was answered with. */
  static int statusOf(Runnable request) {
    try {
      request.run();
      return 200;
    } catch (S3Exception e) {
      return e.statusCode();
    }
  }

  URI endpoint() {
    return server.endpoint();
  }

  @Override
  public void close() {
    client.close();
    try {
      server.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
