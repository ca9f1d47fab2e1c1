/** The stages of a ladder apart: decode, resize, encode, and one variant alone. */
@NullMarked
package io.calotype.benchmarks.stages;

import org.jspecify.annotations.NullMarked;
