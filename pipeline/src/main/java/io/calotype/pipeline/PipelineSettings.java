package io.calotype.pipeline;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import io.calotype.pipeline.announce.Announcer;
import io.calotype.pipeline.announce.EventBridgeAnnouncer;
import io.calotype.pipeline.announce.LogAnnouncer;
import io.calotype.pipeline.gate.Gate;
import io.calotype.pipeline.invalidate.InvalidateBy;
import io.calotype.pipeline.invalidate.Invalidation;
import io.calotype.pipeline.kinesis.KinesisSourceSettings;
import io.calotype.pipeline.make.MakeSettings;
import io.calotype.pipeline.send.AwsAccess;
import io.calotype.pipeline.store.S3Access;
import io.calotype.variants.recipe.InvalidRecipeException;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.Renderers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the job is told, by the property group {@value #GROUP} of Managed Flink.
 *
 * @param streamArn {@value #STREAM_ARN}: the stream with the originals' events
 * @param region {@value #REGION}: where stream and buckets are; by default the stream's
 * @param originalsBucket {@value #ORIGINALS_BUCKET}: only read
 * @param variantsBucket {@value #VARIANTS_BUCKET}
 * @param deadLettersBucket {@value #DEAD_LETTERS_BUCKET}
 * @param s3Endpoint {@value #S3_ENDPOINT}: by default the region's; with credentials and {@code
 *     kinesisEndpoint} only
 * @param kinesisEndpoint {@value #KINESIS_ENDPOINT}: likewise
 * @param accessKeyId {@value #ACCESS_KEY_ID}: for endpoints; by default the job's role
 * @param secretAccessKey {@value #SECRET_ACCESS_KEY}: with {@code accessKeyId}; never printed
 * @param engine {@value #ENGINE}: what renders; by default {@code auto}
 * @param gateMemory {@value #GATE_MEMORY_HOURS}: how long the gate remembers an original; 0 for no
 *     gate
 * @param make {@value #IN_FLIGHT}, {@value #RENDER_THREADS}, {@value #BUDGET_BYTES}, {@value
 *     #BUDGET_PIXELS} and {@value #SLOW_WAITING}: the bounds of each subtask
 * @param recipeJson {@value #RECIPE}: the recipe as JSON; by default the default recipe
 * @param announceBus {@value #ANNOUNCE_BUS}: name or ARN of the bus that announcements are put on;
 *     by default they only stand in the log
 * @param eventBridgeEndpoint {@value #EVENTBRIDGE_ENDPOINT}: by default the region's; with the
 *     other endpoints only
 * @param distribution {@value #DISTRIBUTION}: CloudFront's, where what was overwritten or deleted
 *     is forgotten; by default nowhere
 * @param invalidateBy {@value #INVALIDATE_BY}: {@code tag} or {@code path}; null for {@code none}
 * @param cloudFrontEndpoint {@value #CLOUDFRONT_ENDPOINT}: as {@code eventBridgeEndpoint}
 */
public record PipelineSettings(
    String streamArn,
    String region,
    String originalsBucket,
    String variantsBucket,
    String deadLettersBucket,
    @Nullable URI s3Endpoint,
    @Nullable URI kinesisEndpoint,
    @Nullable String accessKeyId,
    @Nullable String secretAccessKey,
    String engine,
    Duration gateMemory,
    MakeSettings make,
    String recipeJson,
    @Nullable String announceBus,
    @Nullable URI eventBridgeEndpoint,
    @Nullable String distribution,
    @Nullable InvalidateBy invalidateBy,
    @Nullable URI cloudFrontEndpoint) {

  /** The property group. */
  public static final String GROUP = "calotype";

  /** The names of the properties. */
  public static final String STREAM_ARN = "stream.arn";

  public static final String REGION = "region";
  public static final String ORIGINALS_BUCKET = "bucket.originals";
  public static final String VARIANTS_BUCKET = "bucket.variants";
  public static final String DEAD_LETTERS_BUCKET = "bucket.dead-letters";
  public static final String S3_ENDPOINT = "endpoint.s3";
  public static final String KINESIS_ENDPOINT = "endpoint.kinesis";
  public static final String ACCESS_KEY_ID = "credentials.access-key-id";
  public static final String SECRET_ACCESS_KEY = "credentials.secret-access-key";
  public static final String ENGINE = "engine";
  public static final String GATE_MEMORY_HOURS = "gate.memory-hours";
  public static final String IN_FLIGHT = "in-flight";
  public static final String RENDER_THREADS = "render-threads";
  public static final String BUDGET_BYTES = "budget.bytes";
  public static final String BUDGET_PIXELS = "budget.pixels";
  public static final String SLOW_WAITING = "slow-waiting";
  public static final String RECIPE = "recipe";
  public static final String ANNOUNCE_BUS = "announce.bus";
  public static final String EVENTBRIDGE_ENDPOINT = "endpoint.eventbridge";
  public static final String DISTRIBUTION = "invalidation.distribution";
  public static final String INVALIDATE_BY = "invalidation.by";
  public static final String CLOUDFRONT_ENDPOINT = "endpoint.cloudfront";

  private static final String ARN =
      "arn:[a-z-]+:kinesis:"
          + KinesisSourceSettings.REGION
          + ":[0-9]{12}:stream/[a-zA-Z0-9_.-]{1,128}";
  private static final String BUCKET = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";
  private static final String BUS =
      "[a-zA-Z0-9._/-]{1,256}|arn:[a-z-]+:events:[a-z0-9-]+:[0-9]{12}:event-bus/[a-zA-Z0-9._/-]+";
  private static final String DISTRIBUTION_ID = "[A-Z0-9]{1,32}";
  private static final long GATE_HOURS_MAX = 8_760;
  private static final long MANY = 1_000_000_000_000L;

  /**
   * Reads the property group that Managed Flink gives.
   *
   * @throws InvalidPipelineSettingsException with all problems; also where there is no such group
   */
  public static PipelineSettings fromRuntime() {
    try {
      Properties group = KinesisAnalyticsRuntime.getApplicationProperties().get(GROUP);
      Map<String, String> properties = new HashMap<>();
      if (group != null) {
        group.stringPropertyNames().forEach(n -> properties.put(n, group.getProperty(n)));
      }
      return of(properties);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a property group.
   *
   * @throws InvalidPipelineSettingsException with all problems: what is missing, of the wrong form
   *     or unknown
   */
  public static PipelineSettings of(Map<String, String> group) {
    PropertyReader reader = new PropertyReader(group);
    String arn =
        reader.required(
            STREAM_ARN,
            "a stream's ARN such as arn:aws:kinesis:eu-central-1:123456789012:stream/events",
            ARN,
            "arn:aws:kinesis:eu-central-1:000000000000:stream/missing");
    String region =
        reader.optional(REGION, "a region such as eu-central-1", KinesisSourceSettings.REGION);
    MakeSettings or = MakeSettings.DEFAULT;
    PipelineSettings settings =
        new PipelineSettings(
            arn,
            region == null ? arn.split(":", -1)[3] : region,
            reader.required(ORIGINALS_BUCKET, "a bucket's name", BUCKET, "missing"),
            reader.required(VARIANTS_BUCKET, "a bucket's name", BUCKET, "missing"),
            reader.required(DEAD_LETTERS_BUCKET, "a bucket's name", BUCKET, "missing"),
            reader.endpoint(S3_ENDPOINT),
            reader.endpoint(KINESIS_ENDPOINT),
            reader.optional(ACCESS_KEY_ID),
            reader.optional(SECRET_ACCESS_KEY),
            engine(reader),
            Duration.ofHours(
                reader.number(GATE_MEMORY_HOURS, Gate.MEMORY.toHours(), 0, GATE_HOURS_MAX)),
            new MakeSettings(
                (int) reader.number(IN_FLIGHT, or.inFlightMax(), 1, 256),
                (int) reader.number(RENDER_THREADS, or.renderThreads(), 1, 64),
                reader.number(BUDGET_BYTES, or.bytesMax(), 1, MANY),
                reader.number(BUDGET_PIXELS, or.pixelsMax(), 1, MANY),
                (int) reader.number(SLOW_WAITING, or.slowWaitingMax(), 1, 100_000)),
            recipe(reader),
            reader.optional(ANNOUNCE_BUS, "a bus's name or ARN", BUS),
            reader.endpoint(EVENTBRIDGE_ENDPOINT),
            reader.optional(DISTRIBUTION, "a distribution's id such as E1A2B3", DISTRIBUTION_ID),
            invalidateBy(reader),
            reader.endpoint(CLOUDFRONT_ENDPOINT));
    settings.checkTogether(reader);
    settings.checkEdges(reader);
    reader.finish();
    return settings;
  }

  private static String engine(PropertyReader reader) {
    String engine = reader.optional(ENGINE);
    if (engine != null && !engine.matches("auto|vips|scalr")) {
      reader.note(ENGINE, Renderers.CHOICES, engine);
    }
    return engine == null ? "auto" : engine;
  }

  private static @Nullable InvalidateBy invalidateBy(PropertyReader reader) {
    String by = reader.optional(INVALIDATE_BY, "tag, path or none", "tag|path|none");
    return by == null || by.equals("tag")
        ? InvalidateBy.TAG
        : by.equals("path") ? InvalidateBy.PATH : null;
  }

  private static String recipe(PropertyReader reader) {
    String json = reader.optional(RECIPE);
    if (json == null) {
      return RecipeReader.defaultJson();
    }
    try {
      RecipeReader.read(RECIPE, json.getBytes(StandardCharsets.UTF_8));
    } catch (InvalidRecipeException e) {
      e.problems().forEach(problem -> reader.problem(RECIPE + ": " + problem));
    }
    return json;
  }

  private void checkTogether(PropertyReader reader) {
    long local =
        Stream.of(s3Endpoint, kinesisEndpoint, accessKeyId, secretAccessKey)
            .filter(Objects::nonNull)
            .count();
    if (local != 0 && local != 4) {
      reader.problem(
          String.join(", ", S3_ENDPOINT, KINESIS_ENDPOINT, ACCESS_KEY_ID, SECRET_ACCESS_KEY)
              + ": expected all four, for stand-ins, or none, for AWS, where the job has a role,"
              + " but got "
              + local
              + " of them");
    }
    List<String> buckets = List.of(originalsBucket, variantsBucket, deadLettersBucket);
    if (!buckets.contains("missing") && buckets.stream().distinct().count() < buckets.size()) {
      reader.problem(
          ORIGINALS_BUCKET
              + ", "
              + VARIANTS_BUCKET
              + ", "
              + DEAD_LETTERS_BUCKET
              + ": expected three buckets but got "
              + String.join(", ", buckets));
    }
  }

  /** A stand-in gets the stand-ins' credentials; AWS must never be asked with those. */
  private void checkEdges(PropertyReader reader) {
    boolean local = s3Endpoint != null;
    checkEdge(reader, local, ANNOUNCE_BUS, announceBus, EVENTBRIDGE_ENDPOINT, eventBridgeEndpoint);
    checkEdge(reader, local, DISTRIBUTION, distribution, CLOUDFRONT_ENDPOINT, cloudFrontEndpoint);
  }

  private static void checkEdge(
      PropertyReader reader,
      boolean local,
      String name,
      @Nullable String value,
      String endpointName,
      @Nullable URI endpoint) {
    if ((endpoint != null) != (local && value != null)) {
      reader.problem(
          endpointName
              + ": expected it exactly where "
              + name
              + " and "
              + S3_ENDPOINT
              + " are set but got "
              + (endpoint == null ? "none" : endpoint));
    }
  }

  /** Where announcements go. */
  public Announcer announcer() {
    return announceBus == null
        ? new LogAnnouncer()
        : new EventBridgeAnnouncer(announceBus, access(region, eventBridgeEndpoint));
  }

  /** Where caches are told to forget, if anywhere. */
  public Optional<Invalidation> invalidation() {
    return distribution == null || invalidateBy == null
        ? Optional.empty()
        : Optional.of(
            new Invalidation(
                distribution, invalidateBy, access(Invalidation.REGION, cloudFrontEndpoint)));
  }

  private AwsAccess access(String region, @Nullable URI endpoint) {
    return new AwsAccess(region, endpoint, accessKeyId, secretAccessKey);
  }

  /** How the buckets are reached. */
  public S3Access s3Access() {
    return new S3Access(region, s3Endpoint, accessKeyId, secretAccessKey);
  }

  /** Without credentials and recipe. */
  @Override
  public String toString() {
    return "PipelineSettings[stream="
        + streamArn
        + ", region="
        + region
        + ", buckets="
        + List.of(originalsBucket, variantsBucket, deadLettersBucket)
        + ", endpoints=["
        + s3Endpoint
        + ", "
        + kinesisEndpoint
        + "], engine="
        + engine
        + ", "
        + make
        + ", bus="
        + announceBus
        + ", distribution="
        + distribution
        + "]";
  }
}
