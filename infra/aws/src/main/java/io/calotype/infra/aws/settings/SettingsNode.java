package io.calotype.infra.aws.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object of the configuration file by the names of its settings, and notes what is of
 * another form than expected or unknown. What is missing or wrong reads as its default, so that all
 * problems are found in one run.
 */
final class SettingsNode {
  private final JsonNode object;
  private final String path;
  private final List<String> problems;
  private final Set<String> known = new TreeSet<>();

  private SettingsNode(JsonNode object, String path, List<String> problems) {
    this.object = object;
    this.path = path;
    this.problems = problems;
  }

  /** The whole file; problems are added to the list. */
  static SettingsNode root(JsonNode file, List<String> problems) {
    if (!file.isObject()) {
      problems.add("expected a JSON object but got " + excerpt(file));
      return new SettingsNode(MissingNode.getInstance(), "", problems);
    }
    return new SettingsNode(file, "", problems);
  }

  /** An object in this one; a missing one has nothing but defaults. */
  SettingsNode object(String name) {
    JsonNode value = value(name);
    if (!value.isMissingNode() && !value.isObject()) {
      note(name, "an object", value);
      value = MissingNode.getInstance();
    }
    return new SettingsNode(value, path + name + ".", problems);
  }

  /** Whether the setting is there. */
  boolean has(String name) {
    return !value(name).isMissingNode();
  }

  /** Text of a form, or null. */
  @Nullable String text(String name, String expected, Pattern form) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return null;
    }
    if (value.isTextual() && form.matcher(value.textValue()).matches()) {
      return value.textValue();
    }
    note(name, expected, value);
    return null;
  }

  /** A list of texts of a form, none by default. */
  List<String> texts(String name, String expected, Pattern form) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (item.isTextual() && form.matcher(item.textValue()).matches()) {
        texts.add(item.textValue());
      } else {
        note(name, expected, item);
      }
    }
    if (!value.isArray()) {
      note(name, "a list of " + expected, value);
    }
    return List.copyOf(texts);
  }

  /** A whole number within bounds. */
  int number(String name, int least, int most, int byDefault) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return byDefault;
    }
    if (value.isIntegralNumber()
        && value.canConvertToInt()
        && value.intValue() >= least
        && value.intValue() <= most) {
      return value.intValue();
    }
    note(name, "a whole number of " + least + " to " + most, value);
    return byDefault;
  }

  /** True or false. */
  boolean flag(String name, boolean byDefault) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return byDefault;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    note(name, "true or false", value);
    return byDefault;
  }

  /** Notes what no single setting can say. */
  void problem(String name, String problem) {
    problems.add(path + name + ": " + problem);
  }

  /** Notes every name that nobody has asked for: a typing error would otherwise be a default. */
  void finish() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                problem(name, "expected only " + String.join(", ", known));
              }
            });
  }

  private JsonNode value(String name) {
    known.add(name);
    return object.path(name);
  }

  private void note(String name, String expected, JsonNode got) {
    problem(name, "expected " + expected + " but got " + excerpt(got));
  }

  private static String excerpt(JsonNode got) {
    String text = got.toString();
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
