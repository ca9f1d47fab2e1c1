/**
 * The stand-in for CloudFront and Lambda@Edge, a program in JavaScript, as a child of this process:
 * what viewers talk to.
 */
@NullMarked
package io.calotype.infra.local.cloudfront;

import org.jspecify.annotations.NullMarked;
