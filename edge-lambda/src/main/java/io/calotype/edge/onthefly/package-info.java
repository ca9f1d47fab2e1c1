/**
 * Variants made when a viewer asks for them: what is asked for, what is remembered as refused, one
 * flight for all who ask for the same, capacity, rendering and storing, the answer.
 */
@NullMarked
package io.calotype.edge.onthefly;

import org.jspecify.annotations.NullMarked;
