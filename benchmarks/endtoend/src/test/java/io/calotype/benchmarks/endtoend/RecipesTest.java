package io.calotype.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecipesTest {
  @Test
  void leavesSlowFormatsOut() {
    assertThat(read(Recipes.EAGER).encodings()).noneMatch(Encoding::slow);
  }

  @ParameterizedTest
  @EnumSource
  void namesTheFormatsThatItHas(Recipes recipe) {
    assertThat(recipe.label())
        .isEqualToIgnoringCase(
            read(recipe).encodings().stream()
                .map(encoding -> encoding.format().id())
                .collect(Collectors.joining(" + ")));
  }

  private static Recipe read(Recipes recipe) {
    return RecipeReader.read("test", recipe.json().getBytes(StandardCharsets.UTF_8));
  }
}
