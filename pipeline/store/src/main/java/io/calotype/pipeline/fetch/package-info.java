/** The original as it is now: looked at, and fetched in exactly the version that was seen. */
@NullMarked
package io.calotype.pipeline.fetch;

import org.jspecify.annotations.NullMarked;
