/** What exists for an original: the JSON document that is written last. */
@NullMarked
package io.calotype.variants.manifest;

import org.jspecify.annotations.NullMarked;
