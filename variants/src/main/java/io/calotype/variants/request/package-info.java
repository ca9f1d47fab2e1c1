/**
 * What viewers ask for: from a path, a query and a few headers to one canonical variant.
 *
 * <p>Pure functions. The edge runs the same rules in JavaScript ({@code edge-lambda/edge}); {@code
 * requests.json} holds the vectors that both run.
 */
@NullMarked
package io.calotype.variants.request;

import org.jspecify.annotations.NullMarked;
