package io.calotype.pipeline.render;

/** A part of the ladder that is made, stored and told of together. */
public enum Part {
  /** What a viewer may wait for. */
  EAGER,
  /** The formats that the recipe calls slow. */
  SLOW
}
