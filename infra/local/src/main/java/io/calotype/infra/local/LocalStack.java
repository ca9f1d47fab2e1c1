package io.calotype.infra.local;

import io.calotype.edge.ticket.TicketSettings;
import io.calotype.edge.ticket.UploadTicketHandler;
import io.calotype.infra.local.api.Console;
import io.calotype.infra.local.api.HttpApi;
import io.calotype.infra.local.api.Tokens;
import io.calotype.infra.local.cloudfront.CloudFrontSettings;
import io.calotype.infra.local.eventbridge.AnnouncementBus;
import io.calotype.infra.local.eventbridge.KinesisTarget;
import io.calotype.infra.local.eventbridge.RefusedEventException;
import io.calotype.infra.local.flink.FlinkOptions;
import io.calotype.infra.local.flink.LocalJob;
import io.calotype.infra.local.kinesis.KinesisSettings;
import io.calotype.infra.local.reconcile.Comparison;
import io.calotype.infra.local.reconcile.Reconciler;
import io.calotype.infra.local.s3.LocalS3;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.infra.local.s3.S3Credentials;
import io.calotype.infra.local.state.PrivateFolder;
import io.calotype.infra.local.state.Stack;
import io.calotype.infra.local.state.StackFile;
import io.calotype.pipeline.CalotypeJob;
import io.calotype.pipeline.PipelineSettings;
import io.calotype.pipeline.SourceFactory;
import io.calotype.pipeline.event.ReconcileEvent;
import io.calotype.pipeline.kinesis.StreamWriter;
import io.calotype.variants.render.Renderer;
import io.calotype.variants.render.Renderers;
import io.calotype.variants.request.Excerpt;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The whole system in this process and two children: S3, EventBridge, Kinesis, the job, CloudFront
 * and what stands behind it.
 *
 * <pre>{@code
 * try (LocalStack stack = LocalStack.start(options, stackFile)) {
 *   stack.awaitFailure();
 * }
 * }</pre>
 */
public final class LocalStack implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);
  private static final String REGION = "us-east-1";
  private static final Duration TOKEN_LIFETIME = Duration.ofDays(30);

  private final StackOptions options;
  private final StackOptions.Ports ports;
  private final Parts parts = new Parts();
  private final CompletableFuture<StackException> failure = new CompletableFuture<>();

  private LocalStack(StackOptions options) throws IOException {
    this.options = options;
    this.ports = options.ports().resolved();
  }

  /**
   * Starts everything and returns once pictures can be put.
   *
   * @throws IOException whose message is one line for users; what had been started is ended again
   * @throws io.calotype.variants.render.RendererUnavailableException where the engine cannot work
   *     on this machine; nothing had been started
   */
  public static LocalStack start(StackOptions options, StackFile file)
      throws IOException, InterruptedException {
    LocalStack stack = new LocalStack(options);
    try {
      stack.startParts(file);
      return stack;
    } catch (IOException | InterruptedException | RuntimeException e) {
      // Of an interrupt that is still to be seen the others would end less cleanly.
      boolean interrupted = Thread.interrupted();
      stack.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      throw e;
    }
  }

  private void startParts(StackFile file) throws IOException, InterruptedException {
    Renderer renderer = Renderers.choose(options.engine());
    begun("home folder", file.claim());
    PortCheck.requireFree(ports.byOption());
    Path data = PrivateFolder.make(options.dataDir());
    begun("data folder", DataLock.acquire(data));
    LocalSecrets secrets = LocalSecrets.loadOrCreate(data.resolve("secrets.json"));
    S3Credentials keys = new S3Credentials(secrets.accessKeyId(), secrets.secretAccessKey());
    UploadSide uploads =
        begun(
            "uploads",
            new UploadSide(
                keys,
                KinesisSettings.of(ports.kinesis(), shards(), REGION, data.resolve("kinesis")),
                data,
                (status, lines) -> ended("Kinesis", status, lines),
                eventBridge -> new LocalS3(s3Settings(keys, data), eventBridge)));
    S3Client s3 = begun("S3 client", uploads.clients().s3(uploads.s3()));

    Tokens tokens = new Tokens(secrets.tokenKey(), Clock.systemUTC());
    HttpApi api = begun("HTTP API", httpApi(uploads, tokens, console(uploads, tokens, s3)));
    ViewerSide viewers =
        begun(
            "CloudFront",
            new ViewerSide(
                options,
                renderer,
                secrets,
                new ViewerSide.Addresses(
                    ports.edge(), REGION, uploads.s3(), api.url(), data.resolve("cloudfront")),
                (status, lines) -> ended("CloudFront", status, lines)));

    AnnouncementBus announcements =
        begun("announcements", AnnouncementBus.start(0, Clock.systemUTC()));
    begun("job", startJob(data, uploads, announcements, viewers))
        .onUnexpectedEnd(
            why ->
                fail(
                    new StackException(
                        "the job ended by itself: "
                            + why
                            + "; start again with ./calotype up, nothing is lost")));
    begun(
        "comparison",
        startComparison(s3, new KinesisTarget(uploads.stream(), KinesisSettings.STREAM)));

    file.write(state(secrets, uploads, viewers, tokens));
    long pid = ProcessHandle.current().pid();
    begun("stack file", () -> file.remove(pid));
  }

  /** The front door's address, as viewers and tickets name it. */
  public URI edge() {
    return URI.create("http://127.0.0.1:" + ports.edge());
  }

  private URI flink() {
    return URI.create("http://127.0.0.1:" + ports.flink());
  }

  /** Waits until a part ends that should not; returns only by throwing what users are told. */
  public void awaitFailure() throws StackException, InterruptedException {
    try {
      throw failure.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the failure is completed with a value only", e);
    }
  }

  /** Ends all parts, last started first; buckets, checkpoints and keys stay. */
  @Override
  public void close() {
    parts.close();
  }

  private <T extends AutoCloseable> T begun(String name, T part) {
    return parts.begun(name, part);
  }

  private void fail(StackException why) {
    failure.complete(why);
  }

  private void ended(String service, int status, List<String> lastLines) {
    fail(
        new StackException(
            service
                + " ended by itself with status "
                + status
                + (lastLines.isEmpty() ? "" : ": " + String.join(" | ", lastLines))
                + "; start again with ./calotype up, nothing is lost"));
  }

  /** A shard can be read by one renderer only: some more than that, so that work spreads evenly. */
  private int shards() {
    return 2 * options.parallelism();
  }

  private LocalJob startJob(
      Path data, UploadSide uploads, AnnouncementBus announcements, ViewerSide viewers)
      throws IOException, InterruptedException {
    Map<String, String> properties = uploads.jobProperties();
    properties.put(PipelineSettings.ENGINE, options.engine());
    properties.put(PipelineSettings.RECIPE, options.recipeJson());
    properties.put(PipelineSettings.ANNOUNCE_BUS, AnnouncementBus.NAME);
    properties.put(PipelineSettings.EVENTBRIDGE_ENDPOINT, announcements.endpoint().toString());
    properties.put(PipelineSettings.DISTRIBUTION, CloudFrontSettings.DISTRIBUTION);
    properties.put(PipelineSettings.INVALIDATE_BY, "tag");
    properties.put(PipelineSettings.CLOUDFRONT_ENDPOINT, viewers.cloudFrontApi().toString());
    PipelineSettings settings = PipelineSettings.of(properties);
    CalotypeJob job = new CalotypeJob(settings, SourceFactory.ofThisBuild(), settings.announcer());
    FlinkOptions flink =
        new FlinkOptions(
            data.resolve("flink"), ports.flink(), ports.metrics(), options.parallelism());
    return LocalJob.start(flink, job::build);
  }

  private HttpApi httpApi(UploadSide uploads, Tokens tokens, Console console) throws IOException {
    UploadTicketHandler handler =
        new UploadTicketHandler(
            TicketSettings.of(LocalS3Settings.ORIGINALS, edge(), options.recipe()),
            begun("presigner", uploads.clients().presigner(uploads.s3())),
            new SecureRandom());
    return HttpApi.start(handler, tokens, console);
  }

  private Console console(UploadSide uploads, Tokens tokens, S3Client s3) {
    return new Console(
        new Console.Addresses(ports.edge(), uploads.s3(), flink()),
        new Console.Buckets(
            LocalS3Settings.ORIGINALS, LocalS3Settings.VARIANTS, LocalS3Settings.DEAD_LETTERS),
        options.recipe(),
        tokens,
        s3,
        new StreamWriter(uploads.stream(), KinesisSettings.STREAM));
  }

  private LocalS3Settings s3Settings(S3Credentials keys, Path data) {
    return new LocalS3Settings(
        ports.s3(),
        keys,
        REGION,
        data.resolve("s3"),
        List.of(LocalS3Settings.ORIGINALS, LocalS3Settings.VARIANTS, LocalS3Settings.DEAD_LETTERS),
        List.of(edge().toString(), "http://localhost:" + ports.edge()));
  }

  private Stack state(LocalSecrets secrets, UploadSide uploads, ViewerSide viewers, Tokens tokens) {
    ProcessHandle self = ProcessHandle.current();
    return new Stack(
        self.pid(),
        StackFile.startOf(self),
        options.dataDir().toAbsolutePath().toString(),
        edge().toString(),
        uploads.s3().toString(),
        uploads.kinesis().toString(),
        flink().toString(),
        "http://127.0.0.1:" + ports.metrics(),
        viewers.cloudFrontApi().toString(),
        REGION,
        secrets.accessKeyId(),
        secrets.secretAccessKey(),
        tokens.issue("local", TOKEN_LIFETIME),
        secrets.urlKeyId(),
        secrets.urlKeyBase64Url());
  }

  /** A key that the stream never takes, such as one too long for it, must not end the system. */
  private static void deliver(String key, String event, KinesisTarget target) {
    try {
      target.deliver(key, event);
    } catch (RefusedEventException e) {
      LOG.warn("No variants can be made of {}: {}", Excerpt.of(key), e.getMessage());
    }
  }

  private Comparison startComparison(S3Client s3, KinesisTarget target) {
    Reconciler reconciler =
        new Reconciler(
            s3,
            LocalS3Settings.ORIGINALS,
            LocalS3Settings.VARIANTS,
            options.recipe().fingerprint());
    return new Comparison(
        reconciler::keysToLookAt,
        key -> deliver(key, ReconcileEvent.json(LocalS3Settings.ORIGINALS, key), target),
        why -> fail(new StackException("comparing the buckets at start failed: " + why)));
  }
}
