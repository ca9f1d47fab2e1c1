/** How the running system does: the job as Flink tells, and what was refused. */
@NullMarked
package io.calotype.cli.status;

import org.jspecify.annotations.NullMarked;
