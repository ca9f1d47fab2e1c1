/**
 * Pictures as a page shows them: {@code srcset}, {@code sizes}, {@code <picture>} and its
 * placeholder, from a manifest.
 *
 * <p>A browser does the same with {@code edge-lambda/browser/calotype.mjs}; {@code pictures.json}
 * holds the vectors that both run.
 */
@NullMarked
package io.calotype.variants.html;

import org.jspecify.annotations.NullMarked;
