package io.calotype.cli.plan;

import io.calotype.cli.console.Amount;
import io.calotype.cli.console.Table;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.plan.PlannedImage;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Limits;
import io.calotype.variants.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why a picture gets the images that it gets.
 *
 * @param what the picture, in one line
 * @param images a line for each width that is encoded
 * @param reasons a sentence each
 */
public record Explanation(String what, List<String> images, List<String> reasons) {
  private static final String[] ORIENTATIONS = {
    "as it is",
    "mirrored left to right",
    "turned by half",
    "mirrored top to bottom",
    "mirrored and turned a quarter to the left",
    "turned a quarter to the right",
    "mirrored and turned a quarter to the right",
    "turned a quarter to the left"
  };

  /** Copies the lists. */
  public Explanation {
    images = List.copyOf(images);
    reasons = List.copyOf(reasons);
  }

  /**
   * Explains a plan.
   *
   * @param bytes the size of the original's file
   */
  public static Explanation of(Plan plan, long bytes) {
    return new Explanation(what(plan.header(), bytes), images(plan), reasons(plan, bytes));
  }

  private static String what(ImageHeader header, long bytes) {
    return header.format().name()
        + " "
        + Amount.pixels(header.uprightWidthPx(), header.uprightHeightPx())
        + ", "
        + megapixels(header.pixels())
        + ", "
        + Amount.bytes(bytes)
        + (header.frames() > 1 ? ", " + header.frames() + " frames" : "")
        + (header.alpha() ? ", with transparency" : "");
  }

  private static List<String> images(Plan plan) {
    Table table = new Table("lll");
    List<PlannedImage> images = plan.images();
    for (int i = 0; i < images.size(); ) {
      int from = i;
      while (i < images.size() && images.get(i).widthPx() == images.get(from).widthPx()) {
        i++;
      }
      List<PlannedImage> sameSize = images.subList(from, i);
      table.row(
          List.of(
              Amount.pixels(sameSize.get(0).widthPx(), sameSize.get(0).heightPx()),
              sameSize.stream()
                  .map(image -> encoding(image.encoding()))
                  .collect(Collectors.joining(", ")),
              sameSize.stream()
                  .flatMap(image -> image.names().stream())
                  .map(VariantName::toString)
                  .collect(Collectors.joining(" "))));
    }
    return table.lines();
  }

  private static String encoding(Encoding encoding) {
    return encoding.format().id()
        + " q"
        + encoding.quality()
        + (encoding.slow() ? " (slow: made after the rest)" : "");
  }

  private static List<String> reasons(Plan plan, long bytes) {
    ImageHeader header = plan.header();
    Recipe recipe = plan.recipe();
    List<String> reasons = new ArrayList<>();
    if (header.orientation() != 1) {
      reasons.add(
          "Its EXIF orientation is "
              + header.orientation()
              + ": the stored "
              + Amount.pixels(header.widthPx(), header.heightPx())
              + " are "
              + ORIENTATIONS[header.orientation() - 1]
              + ", and variants are stored upright.");
    }
    reasons.add(ladder(plan));
    reasons.addAll(Narrowing.of(plan));
    String opaque =
        recipe.encodings().stream()
            .filter(encoding -> !encoding.format().alpha())
            .map(encoding -> encoding.format().id())
            .collect(Collectors.joining(", "));
    if (header.alpha() && !opaque.isEmpty()) {
      reasons.add(
          "It may be transparent: "
              + opaque
              + " has no transparency and shows the recipe's background "
              + recipe.background()
              + " instead.");
    }
    if (header.frames() > 1) {
      reasons.add(frames(plan));
    }
    reasons.addAll(RecipeReasons.of(plan));
    reasons.add(limits(header, recipe.limits(), bytes));
    return reasons;
  }

  private static String frames(Plan plan) {
    String all = "It has " + plan.header().frames() + " frames: ";
    String animated = formats(plan, true);
    String still = formats(plan, false);
    if (animated.isEmpty()) {
      return all + "variants show the first.";
    }
    return all + animated + " shows all" + (still.isEmpty() ? "." : ", " + still + " the first.");
  }

  private static String formats(Plan plan, boolean animated) {
    return plan.images().stream()
        .filter(image -> image.isAnimated() == animated)
        .map(image -> image.encoding().format().id())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String ladder(Plan plan) {
    int widthPx = plan.header().uprightWidthPx();
    List<Integer> stepsPx = plan.recipe().widthsPx();
    List<Integer> atOrAbove = stepsPx.stream().filter(step -> step >= widthPx).toList();
    String all = "The recipe's ladder has " + words(stepsPx) + " px";
    if (atOrAbove.isEmpty()) {
      return all
          + ", all below the picture's "
          + widthPx
          + ": each is scaled down, from the one above it.";
    }
    String own = "the picture's own " + widthPx + " px";
    return all
        + ": "
        + words(atOrAbove)
        + (atOrAbove.size() == 1 ? " is" : " are")
        + " not below "
        + own
        + ", and nothing is enlarged"
        + (atOrAbove.size() == 1
            ? ", so that step has " + widthPx + " px."
            : ", so one image of that width is encoded once a format and stored under each name.");
  }

  private static String limits(ImageHeader header, Limits limits, long bytes) {
    return String.format(
        Locale.ROOT,
        "It is within the limits: %s of %s, %s of %s, sides of at most %d of %d px.",
        Amount.bytes(bytes),
        Amount.bytes(limits.bytesMax()),
        megapixels(header.pixels()),
        megapixels(limits.pixelsMax()),
        Math.max(header.widthPx(), header.heightPx()),
        limits.dimensionMax());
  }

  private static String megapixels(long pixels) {
    return String.format(Locale.ROOT, "%.1f megapixels", pixels / 1e6);
  }

  private static String words(List<Integer> numbers) {
    String last = String.valueOf(numbers.get(numbers.size() - 1));
    if (numbers.size() == 1) {
      return last;
    }
    return numbers.subList(0, numbers.size() - 1).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", "))
        + " and "
        + last;
  }
}
