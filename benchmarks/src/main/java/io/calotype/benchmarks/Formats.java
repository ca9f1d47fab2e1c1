package io.calotype.benchmarks;

import io.calotype.variants.name.Format;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;

/** Which part of the default recipe is made. */
public enum Formats {
  /** All of it. */
  DEFAULT {
    @Override
    public Recipe recipe() {
      return RecipeReader.defaultRecipe();
    }
  },
  /** Its JPEGs, which every engine can make. */
  JPEG_ONLY {
    @Override
    public Recipe recipe() {
      return only(Format.JPEG);
    }
  },
  /** Its WebPs. */
  WEBP_ONLY {
    @Override
    public Recipe recipe() {
      return only(Format.WEBP);
    }
  };

  /** The recipe that makes this part. */
  public abstract Recipe recipe();

  private static Recipe only(Format format) {
    Recipe all = RecipeReader.defaultRecipe();
    return new Recipe(
        all.widthsPx(),
        all.ratios(),
        all.encodings().stream().filter(encoding -> encoding.format() == format).toList(),
        all.background(),
        all.accept(),
        all.limits());
  }
}
