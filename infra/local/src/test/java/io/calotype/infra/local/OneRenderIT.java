package io.calotype.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.Renderer;
import io.calotype.variants.render.Renderers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** However many ask at once for what nobody has asked for before, it is rendered once. */
class OneRenderIT {
  private static final S3Credentials KEYS = new S3Credentials("LOCALKEY", "secret");
  private static final String REGION = "us-east-1";
  private static final int VIEWERS = 100;

  @TempDir Path folder;

  /** The real engine, counted. */
  private record Counting(Renderer engine, AtomicInteger renders) implements Renderer {
    @Override
    public String name() {
      return engine.name();
    }

    @Override
    public Set<Format> formats() {
      return engine.formats();
    }

    @Override
    public Ladder render(byte[] original, Plan plan) {
      renders.incrementAndGet();
      return engine.render(original, plan);
    }
  }

  @Test
  void rendersOnceForAHundredViewersAtOnce() throws Exception {
    Counting engine = new Counting(Renderers.choose("auto"), new AtomicInteger());
    try (LocalS3 s3 = new LocalS3(s3Settings(), event -> {});
        Clients clients = new Clients(KEYS, REGION);
        S3Client client = clients.s3(s3.endpoint());
        FunctionUrl function = new FunctionUrl(KEYS, handler(s3.endpoint(), engine));
        SecretsEndpoint secrets = new SecretsEndpoint(KEYS, "urls", "{\"keys\":{}}");
        CloudFrontProcess cloudFront =
            new CloudFrontProcess(
                settings(s3.endpoint(), function.url(), secrets.endpoint()),
                (status, lines) -> {})) {
      client.putObject(
          put -> put.bucket(LocalS3Settings.ORIGINALS).key("rocket.jpg"),
          RequestBody.fromBytes(StackFixture.photo("rocket.jpg")));

      List<byte[]> pictures =
          askAtOnce(cloudFront.edge() + "/rocket.jpg?w=320&fit=cover&ratio=4:3&format=jpeg");

      assertThat(engine.renders()).hasValue(1);
      assertThat(pictures).hasSize(VIEWERS).allMatch(p -> Arrays.equals(p, pictures.get(0)));

      // Two cache keys of one variant: the function itself makes one render of them.
      String other = cloudFront.edge() + "/rocket.jpg?w=640&fit=cover&ratio=4:3&format=jpeg";
      List<CompletableFuture<byte[]>> both =
          IntStream.range(0, 8).mapToObj(i -> ask(other + "&v=000000000000000" + i)).toList();
      both.forEach(CompletableFuture::join);
      assertThat(engine.renders()).hasValue(2);
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();

  private List<byte[]> askAtOnce(String url) {
    List<CompletableFuture<byte[]>> answers =
        IntStream.range(0, VIEWERS).mapToObj(i -> ask(url)).toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private CompletableFuture<byte[]> ask(String url) {
    return http.sendAsync(
            HttpRequest.newBuilder(URI.create(url)).build(),
            HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(200);
              return answer.body();
            });
  }

  private LocalS3Settings s3Settings() {
    return new LocalS3Settings(
        0,
        KEYS,
        REGION,
        folder.resolve("s3"),
        List.of(LocalS3Settings.ORIGINALS, LocalS3Settings.VARIANTS),
        List.of());
  }

  private static OnTheFlyHandler handler(URI s3, Renderer engine) {
    S3Buckets buckets =
        new S3Buckets(new S3Access(REGION, s3, KEYS.accessKeyId(), KEYS.secretAccessKey()), 16);
    return new OnTheFlyHandler(
        OnTheFlySettings.of(
            LocalS3Settings.ORIGINALS,
            LocalS3Settings.VARIANTS,
            "auto",
            RecipeReader.defaultRecipe()),
        buckets.open(LocalS3Settings.ORIGINALS),
        buckets.open(LocalS3Settings.VARIANTS),
        engine,
        InstantSource.system());
  }

  private CloudFrontSettings settings(URI s3, URI onTheFly, URI secrets) {
    return CloudFrontSettings.of(
        0,
        KEYS,
        REGION,
        s3,
        LocalS3Settings.VARIANTS,
        s3,
        new CloudFrontSettings.EdgeConfig(RecipeReader.defaultJson(), onTheFly, secrets, "urls"),
        folder.resolve("cloudfront"));
  }
}
