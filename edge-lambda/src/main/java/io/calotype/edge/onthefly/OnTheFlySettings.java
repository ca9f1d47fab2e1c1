package io.calotype.edge.onthefly;

import io.calotype.edge.settings.EnvironmentReader;
import io.calotype.edge.settings.InvalidSettingsException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.Renderers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What the on-the-fly function is told; on AWS by its environment.
 *
 * @param originalsBucket {@value #ORIGINALS_BUCKET}: the bucket of originals
 * @param variantsBucket {@value #VARIANTS_BUCKET}: the bucket of variants
 * @param engine {@value #ENGINE}: {@code vips}, the default; {@code scalr}; or {@code auto}
 * @param recipe {@value #RECIPE}: the recipe as JSON; by default the default recipe
 * @param rendersMax {@value #RENDERS}: renders at one time, 1 to 64; by default the cores
 * @param waitingMax {@value #WAITING}: how many more may wait for their turn, 0 to 10,000; by
 *     default 64. One above it is turned away at once
 * @param bytesMax {@value #BUDGET_BYTES}: bytes of originals in memory, 1,000,000 to 10^12; by
 *     default 100 million
 * @param pixelsMax {@value #BUDGET_PIXELS}: pixels being rendered, 1,000,000 to 10^12; by default
 *     200 million
 * @param renderTimeMax {@value #RENDER_SECONDS}: how long one render may take where the recipe
 *     allows more, 1 to 900 seconds; by default 20, since the edge waits for 30
 */
public record OnTheFlySettings(
    String originalsBucket,
    String variantsBucket,
    String engine,
    Recipe recipe,
    int rendersMax,
    int waitingMax,
    long bytesMax,
    long pixelsMax,
    Duration renderTimeMax) {

  /** The names of the environment variables. */
  public static final String ORIGINALS_BUCKET = "CALOTYPE_ORIGINALS_BUCKET";

  public static final String VARIANTS_BUCKET = "CALOTYPE_VARIANTS_BUCKET";
  public static final String ENGINE = "CALOTYPE_ENGINE";
  public static final String RECIPE = "CALOTYPE_RECIPE";
  public static final String RENDERS = "CALOTYPE_RENDERS";
  public static final String WAITING = "CALOTYPE_WAITING";
  public static final String BUDGET_BYTES = "CALOTYPE_BUDGET_BYTES";
  public static final String BUDGET_PIXELS = "CALOTYPE_BUDGET_PIXELS";
  public static final String RENDER_SECONDS = "CALOTYPE_RENDER_SECONDS";

  private static final Set<String> ENGINES = Set.of("vips", "scalr", "auto");
  private static final int WAITING_DEFAULT = 64;
  private static final long BYTES_DEFAULT = 100_000_000;
  private static final long PIXELS_DEFAULT = 200_000_000;
  private static final long BUDGET_MIN = 1_000_000;
  private static final long BUDGET_MAX = 1_000_000_000_000L;
  private static final int RENDER_SECONDS_DEFAULT = 20;

  /** Refuses numbers below their least with {@link IllegalArgumentException}. */
  public OnTheFlySettings {
    if (rendersMax < 1
        || waitingMax < 0
        || bytesMax < 1
        || pixelsMax < 1
        || renderTimeMax.isNegative()
        || renderTimeMax.isZero()) {
      throw new IllegalArgumentException(
          "expected bounds above 0 but got one that is not: "
              + rendersMax
              + ", "
              + waitingMax
              + ", "
              + bytesMax
              + ", "
              + pixelsMax
              + ", "
              + renderTimeMax);
    }
  }

  /** Settings with the defaults for what may be left out. */
  public static OnTheFlySettings of(
      String originalsBucket, String variantsBucket, String engine, Recipe recipe) {
    return new OnTheFlySettings(
        originalsBucket,
        variantsBucket,
        engine,
        recipe,
        cores(),
        WAITING_DEFAULT,
        BYTES_DEFAULT,
        PIXELS_DEFAULT,
        Duration.ofSeconds(RENDER_SECONDS_DEFAULT));
  }

  /** Reads this process's environment; see {@link #fromEnvironment(Map)}. */
  public static OnTheFlySettings fromEnvironment() {
    return fromEnvironment(System.getenv());
  }

  /**
   * Reads an environment. Throws {@link InvalidSettingsException} with all problems: what is
   * missing or of the wrong form, and each unknown variable that begins with {@code CALOTYPE_}.
   */
  public static OnTheFlySettings fromEnvironment(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    OnTheFlySettings settings =
        new OnTheFlySettings(
            reader.bucket(ORIGINALS_BUCKET),
            reader.bucket(VARIANTS_BUCKET),
            engine(reader),
            reader.recipe(RECIPE),
            (int) reader.number(RENDERS, cores(), 1, 64),
            (int) reader.number(WAITING, WAITING_DEFAULT, 0, 10_000),
            reader.number(BUDGET_BYTES, BYTES_DEFAULT, BUDGET_MIN, BUDGET_MAX),
            reader.number(BUDGET_PIXELS, PIXELS_DEFAULT, BUDGET_MIN, BUDGET_MAX),
            Duration.ofSeconds(reader.number(RENDER_SECONDS, RENDER_SECONDS_DEFAULT, 1, 900)));
    reader.finish();
    return settings;
  }

  /**
   * Not {@code auto}: a library that cannot be loaded should fail the start, not quietly make
   * everything slower and leave WebP out.
   */
  private static String engine(EnvironmentReader reader) {
    String engine = reader.optional(ENGINE);
    if (engine == null) {
      return "vips";
    }
    if (!ENGINES.contains(engine)) {
      reader.note(ENGINE, Renderers.CHOICES, engine);
    }
    return engine;
  }

  private static int cores() {
    return Math.min(64, Runtime.getRuntime().availableProcessors());
  }
}
