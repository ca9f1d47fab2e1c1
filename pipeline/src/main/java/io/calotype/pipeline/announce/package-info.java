/** What the job tells the world: ladders that are ready, gone or refused. */
@NullMarked
package io.calotype.pipeline.announce;

import org.jspecify.annotations.NullMarked;
