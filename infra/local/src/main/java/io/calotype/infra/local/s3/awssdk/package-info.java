/**
 * The seam between s3proxy's HTTP front and the buckets in {@code s3.objects}.
 *
 * <p>The package must be called {@code awssdk}: s3proxy reads from the name of a store's class what
 * the store can do, and only to one "of the AWS SDK" does it hand the conditions of writes and
 * deletes instead of checking them itself in a step before. {@code ConditionalRequestsIT} fails if
 * that ever changes.
 */
@NullMarked
package io.calotype.infra.local.s3.awssdk;

import org.jspecify.annotations.NullMarked;
