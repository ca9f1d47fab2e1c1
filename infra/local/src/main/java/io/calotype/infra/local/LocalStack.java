package io.calotype.infra.local;

import io.calotype.edge.ticket.TicketSettings;
import io.calotype.edge.ticket.UploadTicketHandler;
import io.calotype.infra.local.api.Console;
import io.calotype.infra.local.api.HttpApi;
import io.calotype.infra.local.api.Tokens;
import io.calotype.infra.local.cloudfront.CloudFrontSettings;
import io.calotype.infra.local.eventbridge.AnnouncementBus;
import io.calotype.infra.local.eventbridge.EventPattern;
import io.calotype.infra.local.eventbridge.KinesisTarget;
import io.calotype.infra.local.eventbridge.LocalEventBus;
import io.calotype.infra.local.eventbridge.RefusedEventException;
import io.calotype.infra.local.eventbridge.UndeliveredEvents;
import io.calotype.infra.local.flink.FlinkOptions;
import io.calotype.infra.local.flink.LocalJob;
import io.calotype.infra.local.kinesis.KinesisProcess;
import io.calotype.infra.local.kinesis.KinesisSettings;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisClient;
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
  private static final String STREAM_ARN =
      "arn:aws:kinesis:" + REGION + ":000000000000:stream/" + KinesisSettings.STREAM;
  private static final Duration TOKEN_LIFETIME = Duration.ofDays(30);

  private final StackOptions options;
  private final StackOptions.Ports ports;
  private final Deque<Part> parts = new ArrayDeque<>();
  private final CompletableFuture<StackException> failure = new CompletableFuture<>();

  /** What is closed at the end, last started first. */
  private record Part(String name, AutoCloseable closeable) {}

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
      stack.close();
      throw e;
    }
  }

  private void startParts(StackFile file) throws IOException, InterruptedException {
    Renderer renderer = Renderers.choose(options.engine());
    PortCheck.requireFree(ports.byOption());
    Path data = PrivateFolder.make(options.dataDir());
    begun("data folder", DataLock.acquire(data));
    LocalSecrets secrets = LocalSecrets.loadOrCreate(data.resolve("secrets.json"));
    S3Credentials keys = new S3Credentials(secrets.accessKeyId(), secrets.secretAccessKey());
    Clients clients = begun("clients", new Clients(keys, REGION));

    KinesisProcess kinesis =
        begun(
            "Kinesis",
            new KinesisProcess(
                KinesisSettings.of(ports.kinesis(), shards(), REGION, data.resolve("kinesis")),
                (status, lines) -> ended("Kinesis", status, lines)));
    KinesisClient stream = begun("stream", clients.kinesis(kinesis.endpoint()));
    KinesisTarget target = new KinesisTarget(stream, KinesisSettings.STREAM);
    LocalEventBus bus =
        begun(
            "EventBridge",
            new LocalEventBus(
                EventPattern.ofOriginals(LocalS3Settings.ORIGINALS),
                target,
                new UndeliveredEvents(UndeliveredEvents.file(data), Clock.systemUTC())));
    LocalS3 buckets = begun("S3", new LocalS3(s3Settings(keys, data), bus::put));
    S3Client s3 = begun("S3 client", clients.s3(buckets.endpoint()));

    Tokens tokens = new Tokens(secrets.tokenKey(), Clock.systemUTC());
    HttpApi api =
        begun("HTTP API", httpApi(clients, tokens, console(buckets, tokens, s3, stream), buckets));
    ViewerSide viewers =
        begun(
            "CloudFront",
            new ViewerSide(
                options,
                renderer,
                secrets,
                new ViewerSide.Addresses(
                    ports.edge(),
                    REGION,
                    buckets.endpoint(),
                    api.url(),
                    data.resolve("cloudfront")),
                (status, lines) -> ended("CloudFront", status, lines)));

    AnnouncementBus announcements =
        begun("announcements", AnnouncementBus.start(0, Clock.systemUTC()));
    begun("job", startJob(data, keys, buckets, kinesis, announcements, viewers))
        .onUnexpectedEnd(
            why ->
                fail(
                    new StackException(
                        "the job ended by itself: "
                            + why
                            + "; start again with ./calotype up, nothing is lost")));
    begun("reconcile", startReconcile(s3, target));

    file.write(state(secrets, buckets, kinesis, viewers, tokens));
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
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.closeable().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.warn("{} did not end cleanly: {}", part.name(), e.getMessage());
      }
    }
  }

  private <T extends AutoCloseable> T begun(String name, T part) {
    parts.push(new Part(name, part));
    return part;
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
      Path data,
      S3Credentials keys,
      LocalS3 buckets,
      KinesisProcess kinesis,
      AnnouncementBus announcements,
      ViewerSide viewers)
      throws IOException, InterruptedException {
    Map<String, String> properties = new HashMap<>();
    properties.put(PipelineSettings.STREAM_ARN, STREAM_ARN);
    properties.put(PipelineSettings.ORIGINALS_BUCKET, LocalS3Settings.ORIGINALS);
    properties.put(PipelineSettings.VARIANTS_BUCKET, LocalS3Settings.VARIANTS);
    properties.put(PipelineSettings.DEAD_LETTERS_BUCKET, LocalS3Settings.DEAD_LETTERS);
    properties.put(PipelineSettings.S3_ENDPOINT, buckets.endpoint().toString());
    properties.put(PipelineSettings.KINESIS_ENDPOINT, kinesis.endpoint().toString());
    properties.put(PipelineSettings.ACCESS_KEY_ID, keys.accessKeyId());
    properties.put(PipelineSettings.SECRET_ACCESS_KEY, keys.secretAccessKey());
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

  private HttpApi httpApi(Clients clients, Tokens tokens, Console console, LocalS3 buckets)
      throws IOException {
    UploadTicketHandler handler =
        new UploadTicketHandler(
            TicketSettings.of(LocalS3Settings.ORIGINALS, edge(), options.recipe()),
            begun("presigner", clients.presigner(buckets.endpoint())),
            new SecureRandom());
    return HttpApi.start(handler, tokens, console);
  }

  private Console console(LocalS3 buckets, Tokens tokens, S3Client s3, KinesisClient stream) {
    return new Console(
        new Console.Addresses(ports.edge(), buckets.endpoint(), flink()),
        new Console.Buckets(
            LocalS3Settings.ORIGINALS, LocalS3Settings.VARIANTS, LocalS3Settings.DEAD_LETTERS),
        options.recipe(),
        tokens,
        s3,
        new StreamWriter(stream, KinesisSettings.STREAM));
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

  private Stack state(
      LocalSecrets secrets,
      LocalS3 buckets,
      KinesisProcess kinesis,
      ViewerSide viewers,
      Tokens tokens) {
    ProcessHandle self = ProcessHandle.current();
    return new Stack(
        self.pid(),
        StackFile.startOf(self),
        options.dataDir().toAbsolutePath().toString(),
        edge().toString(),
        buckets.endpoint().toString(),
        kinesis.endpoint().toString(),
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

  /** Compares the buckets in the background: a large one must not keep the stack from its start. */
  private AutoCloseable startReconcile(S3Client s3, KinesisTarget target) {
    Reconciler reconciler =
        new Reconciler(
            s3,
            LocalS3Settings.ORIGINALS,
            LocalS3Settings.VARIANTS,
            options.recipe().fingerprint());
    Thread thread =
        new Thread(
            () -> {
              try {
                Set<String> keys = reconciler.keysToLookAt();
                keys.forEach(
                    key ->
                        deliver(key, ReconcileEvent.json(LocalS3Settings.ORIGINALS, key), target));
                if (!keys.isEmpty()) {
                  LOG.info(
                      "{} originals have to be looked at again and were put in line", keys.size());
                }
              } catch (RuntimeException e) {
                LOG.error("Comparing the buckets failed: {}", e.getMessage());
                fail(
                    new StackException("comparing the buckets at start failed: " + e.getMessage()));
              }
            },
            "reconcile");
    thread.setDaemon(true);
    thread.start();
    return () -> {
      thread.interrupt();
      thread.join(2_000);
    };
  }
}
