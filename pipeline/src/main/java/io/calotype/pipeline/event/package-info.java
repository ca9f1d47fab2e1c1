/** What the stream carries: records become events, and what is none becomes a dead letter. */
@NullMarked
package io.calotype.pipeline.event;

import org.jspecify.annotations.NullMarked;
