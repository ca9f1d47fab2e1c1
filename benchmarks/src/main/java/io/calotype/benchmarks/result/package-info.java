/** What benchmarks found, as numbers with their spread, and the file that they are kept in. */
@NullMarked
package io.calotype.benchmarks.result;

import org.jspecify.annotations.NullMarked;
