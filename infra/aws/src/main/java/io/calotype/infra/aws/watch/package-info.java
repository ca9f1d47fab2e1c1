/** What a deployment tells of itself: metrics by name, alarms, a dashboard, logs at the edge. */
@NullMarked
package io.calotype.infra.aws.watch;

import org.jspecify.annotations.NullMarked;
