/**
 * Finds out files at which the engine's native code ends the process or never returns, and blames
 * no other.
 */
@NullMarked
package io.calotype.pipeline.quarantine;

import org.jspecify.annotations.NullMarked;
