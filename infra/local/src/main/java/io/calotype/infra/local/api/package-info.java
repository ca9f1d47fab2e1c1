/**
 * The HTTP API stand-in: what CloudFront, API Gateway and its JWT authoriser do on AWS, as far as
 * this path needs them, in front of the real handlers.
 */
@NullMarked
package io.calotype.infra.local.api;

import org.jspecify.annotations.NullMarked;
