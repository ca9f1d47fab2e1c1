/** The buckets and the stream that commands work on: those of the system here, or those on AWS. */
@NullMarked
package io.calotype.cli.cloud;

import org.jspecify.annotations.NullMarked;
