package io.calotype.benchmarks;

import io.calotype.variants.name.Format;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which part of the default recipe is made. */
public enum Formats {
  /** All that a manifest waits for: slow formats come after it. */
  DEFAULT {
    @Override
    public Recipe recipe() {
      return only(encoding -> !encoding.slow());
    }
  },
  /** Its JPEGs, which every engine can make. */
  JPEG_ONLY {
    @Override
    public Recipe recipe() {
      return only(encoding -> encoding.format() == Format.JPEG);
    }
  },
  /** Its WebPs. */
  WEBP_ONLY {
    @Override
    public Recipe recipe() {
      return only(encoding -> encoding.format() == Format.WEBP);
    }
  },
  /** All of it, slow formats too. */
  WHOLE {
    @Override
    public Recipe recipe() {
      return only(encoding -> true);
    }
  };

  /** The recipe that makes this part. */
  public abstract Recipe recipe();

  /** The formats of this part. */
  Set<Format> made() {
    return recipe().encodings().stream().map(Encoding::format).collect(Collectors.toSet());
  }

  /** The same with other widths, in pixels. */
  public Recipe recipe(List<Integer> widthsPx) {
    Recipe all = recipe();
    return new Recipe(
        widthsPx, all.ratios(), all.encodings(), all.background(), all.accept(), all.limits());
  }

  private static Recipe only(Predicate<Encoding> which) {
    Recipe all = RecipeReader.defaultRecipe();
    return new Recipe(
        all.widthsPx(),
        all.ratios(),
        all.encodings().stream().filter(which).toList(),
        all.background(),
        all.accept(),
        all.limits());
  }
}
