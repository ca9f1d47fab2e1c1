package io.calotype.variants.recipe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.variants.crop.Gravity;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.Ratio;
import io.calotype.variants.name.VariantName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads recipes from JSON ({@code recipe.schema.json} is the form) and reports all problems
 * together: unknown properties, wrong types, numbers outside their ranges.
 */
public final class RecipeReader {
  /** The media types that the engines can read. */
  static final List<String> READABLE_TYPES =
      List.of("image/jpeg", "image/png", "image/webp", "image/gif", "image/tiff", "image/avif");

  private static final String DEFAULT = "/io/calotype/variants/default-recipe.json";
  private static final int LIST_MAX = 32;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final List<String> problems = new ArrayList<>();

  private RecipeReader() {}

  /** The recipe that is used where none is named. */
  public static Recipe defaultRecipe() {
    return read("the default recipe", defaultJson().getBytes(StandardCharsets.UTF_8));
  }

  /** The same as JSON, for where a recipe is handed on as text. */
  public static String defaultJson() {
    try (InputStream in = Recipe.class.getResourceAsStream(DEFAULT)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a file; throws {@link InvalidRecipeException} where it is no valid recipe. */
  public static Recipe read(Path file) throws IOException {
    return read(file.toString(), Files.readAllBytes(file));
  }

  /**
   * Reads a recipe.
   *
   * @param source what messages call it
   * @throws InvalidRecipeException with all problems
   */
  public static Recipe read(String source, byte[] json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new InvalidRecipeException(source, List.of(at(e) + e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RecipeReader reader = new RecipeReader();
    Optional<Recipe> recipe = reader.recipe(root);
    if (!reader.problems.isEmpty()) {
      throw new InvalidRecipeException(source, reader.problems);
    }
    return recipe.orElseThrow();
  }

  private static String at(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : "line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + ": ";
  }

  private Optional<Recipe> recipe(JsonNode root) {
    RecipeNode node = new RecipeNode("", root, problems);
    if (!node.isObject()) {
      return Optional.empty();
    }
    node.onlyHas(
        "$schema",
        "version",
        "widths",
        "ratios",
        "formats",
        "background",
        "gravity",
        "metadata",
        "rules",
        "accept",
        "limits");
    node.text("$schema", "a text", Optional::of);
    node.integer("version", 1, 1);
    Set<Integer> widths = new LinkedHashSet<>();
    for (RecipeNode item : node.list("widths", true, LIST_MAX)) {
      item.asInteger(1, VariantName.WIDTH_PX_MAX)
          .ifPresent(width -> item.addOnce(widths, (int) (long) width));
    }
    Set<Ratio> ratios = new LinkedHashSet<>();
    for (RecipeNode item : node.list("ratios", false, LIST_MAX)) {
      item.asText("a ratio such as \"4:3\"", Ratio::parse)
          .ifPresent(ratio -> item.addOnce(ratios, ratio));
    }
    List<Encoding> encodings = new EncodingReader(problems).encodings(node);
    RgbColor background = background(node).orElse(RgbColor.WHITE);
    Gravity gravity = gravity(node).orElse(Gravity.CENTRE);
    MetadataPolicy metadata = metadata(node).orElse(MetadataPolicy.STRIP);
    List<Rule> rules = rules(node, encodings);
    Set<String> accept = accept(node);
    Limits limits = limits(node);
    return problems.isEmpty()
        ? Optional.of(
            new Recipe(
                List.copyOf(widths),
                List.copyOf(ratios),
                encodings,
                background,
                gravity,
                metadata,
                rules,
                accept,
                limits))
        : Optional.empty();
  }

  private List<Rule> rules(RecipeNode recipe, List<Encoding> encodings) {
    Set<Format> made = EnumSet.noneOf(Format.class);
    encodings.forEach(encoding -> made.add(encoding.format()));
    List<Rule> rules = new ArrayList<>();
    for (RecipeNode item : recipe.list("rules", false, LIST_MAX)) {
      if (!item.isObject()) {
        continue;
      }
      item.onlyHas("prefix", "types", "formats", "background", "gravity", "metadata");
      Rule rule =
          new Rule(
              item.text("prefix", "a text", Optional::of).orElse(""),
              types(item, "types"),
              new EncodingReader(problems).changes(item, made),
              background(item).orElse(null),
              gravity(item).orElse(null),
              metadata(item).orElse(null));
      if (!item.has("formats")
          && !item.has("background")
          && !item.has("gravity")
          && !item.has("metadata")) {
        problems.add(
            item.place()
                + ": expected formats, background, gravity or metadata but the rule changes"
                + " nothing");
      }
      rules.add(rule);
    }
    return rules;
  }

  private static Optional<RgbColor> background(RecipeNode node) {
    return node.text("background", "a colour such as \"#ffffff\"", RgbColor::parse);
  }

  private static Optional<Gravity> gravity(RecipeNode node) {
    return node.text("gravity", "centre or attention", Gravity::ofId);
  }

  private static Optional<MetadataPolicy> metadata(RecipeNode node) {
    return node.text("metadata", "strip or copyright", MetadataPolicy::ofId);
  }

  private Set<String> accept(RecipeNode recipe) {
    return recipe.has("accept") ? types(recipe, "accept") : new LinkedHashSet<>(READABLE_TYPES);
  }

  private static Set<String> types(RecipeNode node, String name) {
    Set<String> types = new LinkedHashSet<>();
    Function<String, Optional<String>> readable =
        text -> READABLE_TYPES.contains(text) ? Optional.of(text) : Optional.empty();
    for (RecipeNode item : node.list(name, node.has(name), READABLE_TYPES.size())) {
      item.asText("one of " + String.join(", ", READABLE_TYPES), readable)
          .ifPresent(type -> item.addOnce(types, type));
    }
    return types;
  }

  private Limits limits(RecipeNode recipe) {
    Optional<RecipeNode> given = recipe.child("limits");
    if (given.isEmpty() || !given.get().isObject()) {
      return Limits.DEFAULT;
    }
    RecipeNode node = given.get();
    node.onlyHas(
        "bytes", "dimension", "pixels", "frames", "outputPixels", "outputBytes", "renderSeconds");
    Limits or = Limits.DEFAULT;
    long bytes = node.integerOr("bytes", or.bytesMax(), 1, 2_000_000_000);
    long dimension = node.integerOr("dimension", or.dimensionMax(), 1, 65_535);
    long pixels = node.integerOr("pixels", or.pixelsMax(), 1, 1_000_000_000);
    long frames = node.integerOr("frames", or.framesMax(), 1, 10_000);
    long outputPixels = node.integerOr("outputPixels", or.outputPixelsMax(), 1, 1_000_000_000);
    long outputBytes = node.integerOr("outputBytes", or.outputBytesMax(), 1, 2_000_000_000);
    long seconds = node.integerOr("renderSeconds", or.renderTimeMax().toSeconds(), 1, 900);
    return new Limits(
        bytes,
        (int) dimension,
        pixels,
        (int) frames,
        outputPixels,
        outputBytes,
        Duration.ofSeconds(seconds));
  }
}
