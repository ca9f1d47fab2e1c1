package io.calotype.infra.local.api;

import io.calotype.variants.name.Ratio;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Recipe;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the page has to know of the system: no secrets.
 *
 * @param flink address of Flink's own page
 * @param widths the ladder, in pixels
 * @param formats ids of the formats that are made, in the recipe's order
 * @param slowFormats those of them that are made after the rest
 * @param ratios what {@code fit=cover} may crop to
 * @param accept media types that originals may have
 * @param bytesMax how large an original may be
 */
record SystemFacts(
    String flink,
    List<Integer> widths,
    List<String> formats,
    List<String> slowFormats,
    List<String> ratios,
    Set<String> accept,
    long bytesMax) {

  static SystemFacts of(URI flink, Recipe recipe) {
    return new SystemFacts(
        flink.toString(),
        recipe.widthsPx(),
        recipe.encodings().stream().map(encoding -> encoding.format().id()).toList(),
        recipe.encodings().stream()
            .filter(Encoding::slow)
            .map(encoding -> encoding.format().id())
            .toList(),
        recipe.ratios().stream().map(Ratio::toString).toList(),
        new TreeSet<>(recipe.accept()),
        recipe.limits().bytesMax());
  }
}
