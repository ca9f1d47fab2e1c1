/** What the start of the stack does about events that an earlier end of it lost. */
@NullMarked
package io.calotype.infra.local.reconcile;

import org.jspecify.annotations.NullMarked;
