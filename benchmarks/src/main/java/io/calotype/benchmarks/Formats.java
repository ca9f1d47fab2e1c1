package io.calotype.benchmarks;

import io.calotype.variants.name.Format;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;

/** Which part of the default recipe is made. */
public enum Formats {
  /** All of it. */
  DEFAULT {
    @Override
    Recipe recipe() {
      return RecipeReader.defaultRecipe();
    }
  },
  /** Its JPEGs, which every engine can make. */
  JPEG_ONLY {
    @Override
    Recipe recipe() {
      Recipe all = RecipeReader.defaultRecipe();
      return new Recipe(
          all.widthsPx(),
          all.ratios(),
          all.encodings().stream().filter(encoding -> encoding.format() == Format.JPEG).toList(),
          all.background(),
          all.accept(),
          all.limits());
    }
  };

  abstract Recipe recipe();
}
