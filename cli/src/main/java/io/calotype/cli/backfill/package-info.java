/** The sending of an existing bucket through the stream that the job reads. */
@NullMarked
package io.calotype.cli.backfill;

import org.jspecify.annotations.NullMarked;
