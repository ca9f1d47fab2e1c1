/** Why something is refused: one enum that is at once metric, dead-letter field and HTTP status. */
@NullMarked
package io.calotype.variants.reason;

import org.jspecify.annotations.NullMarked;
