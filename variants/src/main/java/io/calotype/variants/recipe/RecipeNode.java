package io.calotype.variants.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A place in a recipe: reads typed values and notes, with the place, each one that is not as
 * expected. A value that was noted comes back empty or as its default.
 */
record RecipeNode(String place, JsonNode json, List<String> problems) {

  boolean isObject() {
    return json.isObject() || noted("an object", json);
  }

  boolean has(String name) {
    return json.has(name);
  }

  void onlyHas(String... names) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!Arrays.asList(names).contains(name)) {
                problems.add(
                    path(name)
                        + ": expected only "
                        + String.join(", ", names)
                        + " here: take it out or correct its name");
              }
            });
  }

  Optional<RecipeNode> child(String name) {
    return json.has(name)
        ? Optional.of(new RecipeNode(path(name), json.get(name), problems))
        : Optional.empty();
  }

  List<RecipeNode> list(String name, boolean required, int sizeMax) {
    List<RecipeNode> items = new ArrayList<>();
    Optional<RecipeNode> child = required ? required(name, "a list") : child(name);
    if (child.isEmpty()) {
      return items;
    }
    JsonNode list = child.get().json;
    int sizeMin = required ? 1 : 0;
    if (!list.isArray() || list.size() < sizeMin || list.size() > sizeMax) {
      String got = list.isArray() ? list.size() + " items" : list.toString();
      problems.add(
          path(name)
              + ": expected a list of "
              + sizeMin
              + " to "
              + sizeMax
              + " items but got "
              + got);
      return items;
    }
    for (int i = 0; i < list.size(); i++) {
      items.add(new RecipeNode(path(name) + "[" + i + "]", list.get(i), problems));
    }
    return items;
  }

  Optional<Long> integer(String name, long min, long max) {
    return required(name, "a whole number").flatMap(child -> child.asInteger(min, max));
  }

  long integerOr(String name, long or, long min, long max) {
    return child(name).flatMap(child -> child.asInteger(min, max)).orElse(or);
  }

  boolean flagOr(String name, boolean or) {
    Optional<RecipeNode> child = child(name);
    if (child.isPresent() && !child.get().json.isBoolean()) {
      child.get().noted("true or false", child.get().json);
    }
    return child.map(c -> c.json.asBoolean(or)).orElse(or);
  }

  <T> Optional<T> text(String name, String expected, Function<String, Optional<T>> parse) {
    return child(name).flatMap(child -> child.asText(expected, parse));
  }

  <T> Optional<T> requiredText(String name, String expected, Function<String, Optional<T>> parse) {
    return required(name, expected).flatMap(child -> child.asText(expected, parse));
  }

  Optional<Long> asInteger(long min, long max) {
    // As in JSON Schema, 160.0 is a whole number.
    if (json.canConvertToExactIntegral()
        && json.canConvertToLong()
        && json.longValue() >= min
        && json.longValue() <= max) {
      return Optional.of(json.longValue());
    }
    noted(min == max ? "" + min : "a whole number of " + min + " to " + max, json);
    return Optional.empty();
  }

  <T> Optional<T> asText(String expected, Function<String, Optional<T>> parse) {
    Optional<T> value = json.isTextual() ? parse.apply(json.textValue()) : Optional.empty();
    if (value.isEmpty()) {
      noted(expected, json);
    }
    return value;
  }

  <T> void addOnce(Set<T> values, T value) {
    if (!values.add(value)) {
      problems.add(place + ": expected each only once but got " + json + " again");
    }
  }

  private Optional<RecipeNode> required(String name, String expected) {
    Optional<RecipeNode> child = child(name);
    if (child.isEmpty()) {
      problems.add(path(name) + ": expected " + expected + " but it is missing");
    }
    return child;
  }

  private boolean noted(String expected, JsonNode got) {
    problems.add(
        (place.isEmpty() ? "" : place + ": ") + "expected " + expected + " but got " + got);
    return false;
  }

  private String path(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }
}
