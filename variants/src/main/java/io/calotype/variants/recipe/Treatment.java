package io.calotype.variants.recipe;

import io.calotype.variants.crop.Gravity;
import io.calotype.variants.name.Format;
import java.util.List;
import java.util.Optional;

/**
 * How one original is rendered: what the recipe says, with the rules that apply to it.
 *
 * @param encodings the recipe's formats, in its order
 * @param background what shows through where a format has no transparency
 * @param gravity where crops lie that have no focal point
 * @param metadata what variants carry of the original's metadata
 */
public record Treatment(
    List<Encoding> encodings, RgbColor background, Gravity gravity, MetadataPolicy metadata) {
  /** Copies the list. */
  public Treatment {
    encodings = List.copyOf(encodings);
  }

  /** How a format is encoded, if the recipe makes it. */
  public Optional<Encoding> encoding(Format format) {
    return encodings.stream().filter(encoding -> encoding.format() == format).findFirst();
  }

  /** This with what a rule changes. */
  Treatment with(Rule rule) {
    return new Treatment(
        encodings.stream().map(rule::changed).toList(),
        rule.background() == null ? background : rule.background(),
        rule.gravity() == null ? gravity : rule.gravity(),
        rule.metadata() == null ? metadata : rule.metadata());
  }
}
