/**
 * What is made of an original, and within which limits: the one JSON file that drives job, edge and
 * CLI.
 */
@NullMarked
package io.calotype.variants.recipe;

import org.jspecify.annotations.NullMarked;
