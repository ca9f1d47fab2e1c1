/**
 * How viewers reach pictures: the CloudFront distribution by {@code infra/delivery/delivery.json},
 * the edge functions in us-east-1, where CloudFront takes them from, and the web ACL.
 */
@NullMarked
package io.calotype.infra.aws.delivery;

import org.jspecify.annotations.NullMarked;
