/** The stand-in for EventBridge: AWS's own matcher on the deployed pattern, and its target. */
@NullMarked
package io.calotype.infra.local.eventbridge;

import org.jspecify.annotations.NullMarked;
