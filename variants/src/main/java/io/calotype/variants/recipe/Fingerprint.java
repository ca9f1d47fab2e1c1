package io.calotype.variants.recipe;

import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.crop.Gravity;
import io.calotype.variants.digest.Digest;
import io.calotype.variants.name.VariantName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The digests by which a change of recipe is told from no change; independent of order, except of
 * that of the rules, where the later goes over the earlier.
 *
 * <p>What came to recipes later counts only where it is not its default, so that a recipe that does
 * not use it keeps its digest.
 */
final class Fingerprint {
  /** Raised when the engines' pixels change on purpose, so that what stands is made anew. */
  private static final int RENDERING_VERSION = 2;

  private Fingerprint() {}

  static String of(Recipe recipe) {
    TreeSet<String> ladder =
        recipe.ladder().stream()
            .map(name -> name + "=" + ofBase(recipe, name))
            .collect(Collectors.toCollection(TreeSet::new));
    TreeSet<String> slow =
        recipe.encodings().stream()
            .filter(Encoding::slow)
            .map(encoding -> encoding.format().id())
            .collect(Collectors.toCollection(TreeSet::new));
    List<Object> values =
        new ArrayList<>(
            List.of("recipe", ladder, slow, new TreeSet<>(recipe.accept()), text(recipe.limits())));
    if (recipe.gravity() != Gravity.CENTRE) {
      values.add("gravity " + recipe.gravity());
    }
    recipe.rules().forEach(rule -> values.add(rule.text()));
    return Digest.of(values.toArray());
  }

  static String of(Recipe recipe, VariantName name, String key, @Nullable FocalPoint focalPoint) {
    List<Object> values = base(recipe, name);
    if (name.ratio() != null && focalPoint != null) {
      values.add("focal point " + focalPoint);
    } else if (name.ratio() != null && recipe.gravity() != Gravity.CENTRE) {
      values.add("gravity " + recipe.gravity());
    }
    for (Rule rule : recipe.rules()) {
      if (rule.isFor(key)) {
        String text = text(rule, name, focalPoint);
        if (!text.isEmpty()) {
          values.add("rule for " + new TreeSet<>(rule.types()) + text);
        }
      }
    }
    return Digest.of(values.toArray());
  }

  private static String ofBase(Recipe recipe, VariantName name) {
    return Digest.of(base(recipe, name).toArray());
  }

  private static List<Object> base(Recipe recipe, VariantName name) {
    Encoding encoding =
        recipe
            .encoding(name.format())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected a format of the recipe but got " + name.format().id()));
    List<Object> values =
        new ArrayList<>(
            List.of(
                "variant",
                RENDERING_VERSION,
                name,
                encoding.quality(),
                encoding.effort(),
                encoding.format().alpha() ? "" : recipe.background()));
    if (encoding.optimizeCoding()) {
      values.add("optimize coding");
    }
    if (recipe.metadata() != MetadataPolicy.STRIP) {
      values.add("metadata " + recipe.metadata());
    }
    // The one limit that changes pixels: what would have more is made narrower.
    if (recipe.limits().outputPixelsMax() != Limits.DEFAULT.outputPixelsMax()) {
      values.add("output pixels " + recipe.limits().outputPixelsMax());
    }
    return values;
  }

  /** What a rule changes in one variant; empty where that is nothing. */
  private static String text(Rule rule, VariantName name, @Nullable FocalPoint focalPoint) {
    StringBuilder text = new StringBuilder();
    rule.change(name.format()).ifPresent(change -> text.append(' ').append(change));
    if (rule.background() != null && !name.format().alpha()) {
      text.append(" background ").append(rule.background());
    }
    if (rule.gravity() != null && name.ratio() != null && focalPoint == null) {
      text.append(" gravity ").append(rule.gravity());
    }
    if (rule.metadata() != null) {
      text.append(" metadata ").append(rule.metadata());
    }
    return text.toString();
  }

  private static String text(Limits limits) {
    String base =
        String.format(
            Locale.ROOT,
            "Limits[bytesMax=%d, dimensionMax=%d, pixelsMax=%d, framesMax=%d, outputBytesMax=%d,"
                + " renderTimeMax=%s]",
            limits.bytesMax(),
            limits.dimensionMax(),
            limits.pixelsMax(),
            limits.framesMax(),
            limits.outputBytesMax(),
            limits.renderTimeMax());
    return limits.outputPixelsMax() == Limits.DEFAULT.outputPixelsMax()
        ? base
        : base + " outputPixelsMax=" + limits.outputPixelsMax();
  }
}
