/** The names of variants and the keys at which they are stored. */
@NullMarked
package io.calotype.variants.name;

import org.jspecify.annotations.NullMarked;
