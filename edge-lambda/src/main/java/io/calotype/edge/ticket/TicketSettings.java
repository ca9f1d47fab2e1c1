package io.calotype.edge.ticket;

import io.calotype.edge.settings.EnvironmentReader;
import io.calotype.edge.settings.InvalidSettingsException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.request.Excerpt;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the ticket function is told; on AWS by its environment.
 *
 * @param originalsBucket {@value #ORIGINALS_BUCKET}: the bucket that takes uploads
 * @param publicUrl {@value #PUBLIC_URL}: where viewers find pictures and manifests; without a
 *     trailing slash
 * @param ticketLifetime {@value #TICKET_SECONDS}: how long a ticket holds, 60 seconds to 12 hours;
 *     by default 15 minutes
 * @param corsOrigins {@value #CORS_ORIGINS}: the origins of pages, besides the public URL's own,
 *     whose scripts may ask for tickets: separated by commas, or {@code *} for all; by default none
 * @param accelerated {@value #ACCELERATED}: {@code true} where the bucket has Transfer Acceleration
 *     and uploads are to go there; by default {@code false}
 * @param recipe {@value #RECIPE}: the recipe as JSON; by default the default recipe
 */
public record TicketSettings(
    String originalsBucket,
    URI publicUrl,
    Duration ticketLifetime,
    Set<String> corsOrigins,
    boolean accelerated,
    Recipe recipe) {

  /** The names of the environment variables. */
  public static final String ORIGINALS_BUCKET = "CALOTYPE_ORIGINALS_BUCKET";

  public static final String PUBLIC_URL = "CALOTYPE_PUBLIC_URL";
  public static final String TICKET_SECONDS = "CALOTYPE_TICKET_SECONDS";
  public static final String CORS_ORIGINS = "CALOTYPE_CORS_ORIGINS";
  public static final String ACCELERATED = "CALOTYPE_TRANSFER_ACCELERATION";
  public static final String RECIPE = "CALOTYPE_RECIPE";

  /** How long a ticket holds where nothing is said. */
  public static final Duration TICKET_LIFETIME_DEFAULT = Duration.ofMinutes(15);

  private static final URI MISSING = URI.create("https://missing");
  private static final Duration TICKET_LIFETIME_MIN = Duration.ofMinutes(1);
  private static final Duration TICKET_LIFETIME_MAX = Duration.ofHours(12);
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+");

  /** Refuses what is out of its range with {@link InvalidSettingsException}, all of it at once. */
  public TicketSettings {
    corsOrigins = Set.copyOf(corsOrigins);
    List<String> problems = new ArrayList<>();
    if (!BUCKET.matcher(originalsBucket).matches()) {
      problems.add(
          ORIGINALS_BUCKET + ": expected a bucket's name but got " + Excerpt.of(originalsBucket));
    }
    if (!isWebUrl(publicUrl)) {
      problems.add(
          PUBLIC_URL
              + ": expected an http or https URL without trailing slash, query and fragment but got "
              + Excerpt.of(publicUrl.toString()));
    }
    if (ticketLifetime.compareTo(TICKET_LIFETIME_MIN) < 0
        || ticketLifetime.compareTo(TICKET_LIFETIME_MAX) > 0) {
      problems.add(
          TICKET_SECONDS
              + ": expected "
              + TICKET_LIFETIME_MIN.toSeconds()
              + " to "
              + TICKET_LIFETIME_MAX.toSeconds()
              + " but got "
              + ticketLifetime.toSeconds());
    }
    for (String origin : new TreeSet<>(corsOrigins)) {
      if (!origin.equals("*") && !ORIGIN.matcher(origin).matches()) {
        problems.add(
            CORS_ORIGINS
                + ": expected origins such as https://www.example.com, or *, but got "
                + Excerpt.of(origin));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }

  /** Settings with the defaults for what may be left out. */
  public static TicketSettings of(String originalsBucket, URI publicUrl, Recipe recipe) {
    return new TicketSettings(
        originalsBucket, publicUrl, TICKET_LIFETIME_DEFAULT, Set.of(), false, recipe);
  }

  /** Reads this process's environment; see {@link #fromEnvironment(Map)}. */
  public static TicketSettings fromEnvironment() {
    return fromEnvironment(System.getenv());
  }

  /**
   * Reads an environment. Throws {@link InvalidSettingsException} with all problems: what is
   * missing or of the wrong form, and each unknown variable that begins with {@code CALOTYPE_}.
   */
  public static TicketSettings fromEnvironment(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    // Placeholders stand in for what is noted as missing, so that the rest is checked as well.
    String bucket = reader.required(ORIGINALS_BUCKET, "a bucket's name", "missing");
    URI publicUrl = url(reader.required(PUBLIC_URL, "a URL", MISSING.toString()), reader);
    Duration lifetime = lifetime(reader);
    String corsOrigins = reader.optional(CORS_ORIGINS);
    boolean accelerated = accelerated(reader);
    Recipe recipe = reader.recipe(RECIPE);
    TicketSettings settings = null;
    try {
      settings =
          new TicketSettings(
              bucket,
              publicUrl,
              lifetime,
              origins(corsOrigins == null ? "" : corsOrigins),
              accelerated,
              recipe);
    } catch (InvalidSettingsException e) {
      e.problems().forEach(reader::problem);
    }
    reader.finish();
    return Objects.requireNonNull(settings);
  }

  private static URI url(String value, EnvironmentReader reader) {
    try {
      return new URI(value);
    } catch (URISyntaxException e) {
      reader.note(PUBLIC_URL, "an http or https URL", value);
      return MISSING;
    }
  }

  private static Duration lifetime(EnvironmentReader reader) {
    String value = reader.optional(TICKET_SECONDS);
    if (value == null) {
      return TICKET_LIFETIME_DEFAULT;
    }
    if (!value.matches("[0-9]{1,9}")) {
      reader.note(TICKET_SECONDS, "a whole number of seconds", value);
      return TICKET_LIFETIME_DEFAULT;
    }
    return Duration.ofSeconds(Integer.parseInt(value));
  }

  private static boolean accelerated(EnvironmentReader reader) {
    String value = reader.optional(ACCELERATED);
    if (value != null && !value.matches("true|false")) {
      reader.note(ACCELERATED, "true or false", value);
    }
    return "true".equals(value);
  }

  private static Set<String> origins(String list) {
    Set<String> origins = new TreeSet<>();
    for (String origin : list.split(",", -1)) {
      if (!origin.isBlank()) {
        origins.add(origin.strip());
      }
    }
    return origins;
  }

  private static boolean isWebUrl(URI url) {
    return ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null
        && !url.toString().endsWith("/");
  }
}
