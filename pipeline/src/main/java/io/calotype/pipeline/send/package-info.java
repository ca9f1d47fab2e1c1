/**
 * Texts to a service of AWS, in batches, at least once: what announcements and invalidations have
 * in common.
 */
@NullMarked
package io.calotype.pipeline.send;

import org.jspecify.annotations.NullMarked;
