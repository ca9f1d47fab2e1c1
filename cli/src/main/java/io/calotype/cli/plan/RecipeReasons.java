package io.calotype.cli.plan;

import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.crop.Gravity;
import io.calotype.variants.name.Ratio;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.MetadataPolicy;
import io.calotype.variants.render.Renderer;
import io.calotype.variants.render.scalr.ScalrRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the recipe, with its rules for a picture, decides whatever the picture shows; in words. */
final class RecipeReasons {
  private RecipeReasons() {}

  /** A sentence each. */
  static List<String> of(Plan plan) {
    List<String> reasons = new ArrayList<>();
    slow(plan).ifPresent(reasons::add);
    if (!plan.recipe().ratios().isEmpty()) {
      reasons.add(crops(plan));
    }
    reasons.add(metadata(plan.treatment().metadata()));
    portableEngine(plan).ifPresent(reasons::add);
    return reasons;
  }

  private static Optional<String> slow(Plan plan) {
    String slow =
        plan.treatment().encodings().stream()
            .filter(Encoding::slow)
            .map(encoding -> encoding.format().id())
            .collect(Collectors.joining(", "));
    return slow.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The recipe calls " + slow + " slow: made after the rest, never while a viewer waits.");
  }

  private static String crops(Plan plan) {
    return "Crops to "
        + plan.recipe().ratios().stream().map(Ratio::toString).collect(Collectors.joining(", "))
        + " are made when they are asked for, never enlarged: around the point in the original's"
        + " metadata "
        + FocalPoint.METADATA
        + " where it has one, else "
        + (plan.treatment().gravity() == Gravity.CENTRE
            ? "around the middle."
            : "around what catches the eye.");
  }

  private static String metadata(MetadataPolicy policy) {
    return switch (policy) {
      case STRIP -> "Variants carry no metadata of the picture.";
      case COPYRIGHT ->
          "Of the picture's metadata variants carry the copyright notice and the artist's name,"
              + " where EXIF has them, and nothing else.";
    };
  }

  /** What the portable engine would leave out of this plan, if it had to make it. */
  private static Optional<String> portableEngine(Plan plan) {
    Renderer scalr = new ScalrRenderer();
    List<String> lacks = new ArrayList<>();
    plan.treatment().encodings().stream()
        .map(Encoding::format)
        .filter(format -> !scalr.formats().contains(format))
        .forEach(format -> lacks.add(format.id()));
    if (plan.treatment().gravity() == Gravity.ATTENTION) {
      lacks.add("crops around what catches the eye, which are around the middle then");
    }
    return lacks.isEmpty()
        ? Optional.empty()
        : Optional.of("The scalr engine leaves out " + String.join(", ", lacks) + ".");
  }
}
