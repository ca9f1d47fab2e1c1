package io.calotype.benchmarks;

import io.calotype.variants.name.Format;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.util.List;
import java.util.function.Predicate;

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
  };

  /** The recipe that makes this part. */
  public abstract Recipe recipe();

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
