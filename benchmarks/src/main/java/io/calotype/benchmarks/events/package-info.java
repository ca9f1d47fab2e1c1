/** What the job does with an event before it looks at a picture. */
@NullMarked
package io.calotype.benchmarks.events;

import org.jspecify.annotations.NullMarked;
