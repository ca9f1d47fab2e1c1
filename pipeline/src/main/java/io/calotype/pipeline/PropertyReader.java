package io.calotype.pipeline;

import io.calotype.variants.request.Excerpt;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one property group and notes all that is wrong with it. */
final class PropertyReader {
  private final Map<String, String> properties;
  private final Set<String> known = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  PropertyReader(Map<String, String> properties) {
    this.properties = new TreeMap<>(properties);
  }

  /** A text that must be there; a placeholder where it is not, so that reading can go on. */
  String required(String name, String expected, String pattern, String placeholder) {
    String value = optional(name);
    if (value == null) {
      problems.add(name + ": expected " + expected + " but it is missing");
      return placeholder;
    }
    if (!value.matches(pattern)) {
      note(name, expected, value);
      return placeholder;
    }
    return value;
  }

  /** A text that may be left out; blank counts as left out. */
  @Nullable String optional(String name) {
    known.add(name);
    String value = properties.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** A text of a form that may be left out; null also where it has another form. */
  @Nullable String optional(String name, String expected, String pattern) {
    String value = optional(name);
    if (value == null || value.matches(pattern)) {
      return value;
    }
    note(name, expected, value);
    return null;
  }

  /** A URL with a host and nothing behind it but a slash, which may be left out. */
  @Nullable URI endpoint(String name) {
    String value = optional(name);
    if (value == null) {
      return null;
    }
    try {
      URI uri = new URI(value);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getRawUserInfo() == null && endsThere(uri)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Noted below, as what is a URI but no URL is.
    }
    note(name, "a URL such as http://127.0.0.1:9000", value);
    return null;
  }

  private static boolean endsThere(URI uri) {
    String path = uri.getRawPath();
    return (path.isEmpty() || path.equals("/"))
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  /** A whole number within bounds, which may be left out. */
  long number(String name, long orElse, long min, long max) {
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

  /** Notes something that is wrong. */
  void problem(String problem) {
    problems.add(problem);
  }

  void note(String name, String expected, String value) {
    problems.add(name + ": expected " + expected + " but got " + Excerpt.of(value));
  }

  /** Throws where anything was wrong, or a property was there that nobody asked for. */
  void finish() {
    for (String name : properties.keySet()) {
      if (!known.contains(name)) {
        problems.add(
            name + ": expected only " + String.join(", ", known) + ": take it out or correct it");
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidPipelineSettingsException(problems);
    }
  }
}
