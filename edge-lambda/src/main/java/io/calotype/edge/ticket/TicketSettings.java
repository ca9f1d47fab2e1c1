package io.calotype.edge.ticket;

import io.calotype.variants.recipe.InvalidRecipeException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.request.Excerpt;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
 * @param recipe {@value #RECIPE}: the recipe as JSON; by default the default recipe
 */
public record TicketSettings(
    String originalsBucket,
    URI publicUrl,
    Duration ticketLifetime,
    Set<String> corsOrigins,
    Recipe recipe) {

  /** The names of the environment variables. */
  public static final String ORIGINALS_BUCKET = "CALOTYPE_ORIGINALS_BUCKET";

  public static final String PUBLIC_URL = "CALOTYPE_PUBLIC_URL";
  public static final String TICKET_SECONDS = "CALOTYPE_TICKET_SECONDS";
  public static final String CORS_ORIGINS = "CALOTYPE_CORS_ORIGINS";
  public static final String RECIPE = "CALOTYPE_RECIPE";

  private static final Set<String> NAMES =
      new TreeSet<>(Set.of(ORIGINALS_BUCKET, PUBLIC_URL, TICKET_SECONDS, CORS_ORIGINS, RECIPE));

  /** How long a ticket holds where nothing is said. */
  public static final Duration TICKET_LIFETIME_DEFAULT = Duration.ofMinutes(15);

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
        originalsBucket, publicUrl, TICKET_LIFETIME_DEFAULT, Set.of(), recipe);
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
    List<String> problems = new ArrayList<>();
    for (String name : new TreeMap<>(environment).keySet()) {
      if (name.startsWith("CALOTYPE_") && !NAMES.contains(name)) {
        problems.add(
            name + ": expected only " + String.join(", ", NAMES) + ": take it out or correct it");
      }
    }
    String bucket = required(environment, ORIGINALS_BUCKET, "a bucket's name", problems);
    URI publicUrl = url(required(environment, PUBLIC_URL, "a URL", problems), problems);
    Duration lifetime = lifetime(environment.get(TICKET_SECONDS), problems);
    Recipe recipe = recipe(environment.get(RECIPE), problems);
    try {
      // Placeholders stand in for what was noted above, so that the rest is checked as well.
      TicketSettings settings =
          new TicketSettings(
              bucket == null ? "missing" : bucket,
              publicUrl == null ? URI.create("https://missing") : publicUrl,
              lifetime == null ? TICKET_LIFETIME_DEFAULT : lifetime,
              origins(environment.getOrDefault(CORS_ORIGINS, "")),
              recipe == null ? RecipeReader.defaultRecipe() : recipe);
      if (problems.isEmpty()) {
        return settings;
      }
    } catch (InvalidSettingsException e) {
      problems.addAll(e.problems());
    }
    throw new InvalidSettingsException(problems);
  }

  private static @Nullable String required(
      Map<String, String> environment, String name, String expected, List<String> problems) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      problems.add(name + ": expected " + expected + " but it is missing");
      return null;
    }
    return value;
  }

  private static @Nullable URI url(@Nullable String value, List<String> problems) {
    try {
      return value == null ? null : new URI(value);
    } catch (URISyntaxException e) {
      problems.add(PUBLIC_URL + ": expected an http or https URL but got " + Excerpt.of(value));
      return null;
    }
  }

  private static @Nullable Duration lifetime(@Nullable String value, List<String> problems) {
    if (value == null) {
      return TICKET_LIFETIME_DEFAULT;
    }
    if (!value.matches("[0-9]{1,9}")) {
      problems.add(
          TICKET_SECONDS + ": expected a whole number of seconds but got " + Excerpt.of(value));
      return null;
    }
    return Duration.ofSeconds(Integer.parseInt(value));
  }

  private static @Nullable Recipe recipe(@Nullable String json, List<String> problems) {
    try {
      return json == null
          ? RecipeReader.defaultRecipe()
          : RecipeReader.read(RECIPE, json.getBytes(StandardCharsets.UTF_8));
    } catch (InvalidRecipeException e) {
      e.problems().forEach(problem -> problems.add(RECIPE + ": " + problem));
      return null;
    }
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
