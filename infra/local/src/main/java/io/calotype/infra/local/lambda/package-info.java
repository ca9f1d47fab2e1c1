/**
 * Stand-ins for what functions at the edge call: a Lambda function URL around a real handler, and
 * Secrets Manager. Both take signed requests only, as the real ones do.
 */
@NullMarked
package io.calotype.infra.local.lambda;

import org.jspecify.annotations.NullMarked;
