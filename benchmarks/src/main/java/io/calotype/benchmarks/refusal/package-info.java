/** How soon is a file refused that nothing can be made of? */
@NullMarked
package io.calotype.benchmarks.refusal;

import org.jspecify.annotations.NullMarked;
