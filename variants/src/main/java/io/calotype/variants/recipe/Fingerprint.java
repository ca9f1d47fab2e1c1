package io.calotype.variants.recipe;

import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.digest.Digest;
import io.calotype.variants.name.VariantName;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The digests by which a change of recipe is told from no change; independent of order. */
final class Fingerprint {
  /** Raised when the engines' pixels change on purpose, so that what stands is made anew. */
  private static final int RENDERING_VERSION = 1;

  private Fingerprint() {}

  static String of(Recipe recipe) {
    TreeSet<String> ladder =
        recipe.ladder().stream()
            .map(name -> name + "=" + of(recipe, name, null))
            .collect(Collectors.toCollection(TreeSet::new));
    TreeSet<String> slow =
        recipe.encodings().stream()
            .filter(Encoding::slow)
            .map(encoding -> encoding.format().id())
            .collect(Collectors.toCollection(TreeSet::new));
    return Digest.of(
        "recipe", ladder, slow, new TreeSet<>(recipe.accept()), recipe.limits().toString());
  }

  static String of(Recipe recipe, VariantName name, @Nullable FocalPoint focalPoint) {
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
    if (name.ratio() != null && focalPoint != null) {
      values.add("focal point " + focalPoint);
    }
    return Digest.of(values.toArray());
  }
}
