/**
 * The stage that makes variants: look, fetch, render and store in one operator, so that no byte of
 * a picture ever enters state or the network between operators.
 */
@NullMarked
package io.calotype.pipeline.make;

import org.jspecify.annotations.NullMarked;
