/** The commands of {@code ./calotype}, one class each. */
@NullMarked
package io.calotype.cli;

import org.jspecify.annotations.NullMarked;
