/** What a fault of AWS means, and how long to wait before the next try. */
@NullMarked
package io.calotype.pipeline.fault;

import org.jspecify.annotations.NullMarked;
