package io.calotype.edge.settings;

import io.calotype.variants.recipe.InvalidRecipeException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.request.Excerpt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the variables of an environment that are ours, and notes all that is wrong with them. */
public final class EnvironmentReader {
  private static final String OURS = "CALOTYPE_";
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final Map<String, String> environment;
  private final Set<String> known = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  /** Reads this environment; nothing is noted yet. */
  public EnvironmentReader(Map<String, String> environment) {
    this.environment = new TreeMap<>(environment);
  }

  /** A text that may be left out. */
  public @Nullable String optional(String name) {
    known.add(name);
    return environment.get(name);
  }

  /** A text that must be there and not blank; a placeholder where it is not, to read on with. */
  public String required(String name, String expected, String placeholder) {
    String value = optional(name);
    if (value == null || value.isBlank()) {
      problem(name + ": expected " + expected + " but it is missing");
      return placeholder;
    }
    return value;
  }

  /** The name of a bucket, which must be there. */
  public String bucket(String name) {
    String value = required(name, "a bucket's name", "missing");
    if (!BUCKET.matcher(value).matches()) {
      note(name, "a bucket's name", value);
    }
    return value;
  }

  /** A whole number within bounds, which may be left out. */
  public long number(String name, long orElse, long min, long max) {
    String value = optional(name);
    if (value == null) {
      return orElse;
    }
    if (value.matches("[0-9]{1,18}")) {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    }
    note(name, "a whole number of " + min + " to " + max, value);
    return orElse;
  }

  /** A recipe as JSON; the default recipe where it is left out. */
  public Recipe recipe(String name) {
    String json = optional(name);
    try {
      return json == null
          ? RecipeReader.defaultRecipe()
          : RecipeReader.read(name, json.getBytes(StandardCharsets.UTF_8));
    } catch (InvalidRecipeException e) {
      e.problems().forEach(problem -> problem(name + ": " + problem));
      return RecipeReader.defaultRecipe();
    }
  }

  /** Notes a value that is not what was expected. */
  public void note(String name, String expected, String value) {
    problem(name + ": expected " + expected + " but got " + Excerpt.of(value));
  }

  /** Notes something that is wrong. */
  public void problem(String problem) {
    problems.add(problem);
  }

  /**
   * Ends the reading. Throws {@link InvalidSettingsException} where anything was noted, or where a
   * variable is there that begins with {@code CALOTYPE_} and that nobody asked for.
   */
  public void finish() {
    for (String name : environment.keySet()) {
      if (name.startsWith(OURS) && !known.contains(name)) {
        problem(
            name + ": expected only " + String.join(", ", known) + ": take it out or correct it");
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }
}
