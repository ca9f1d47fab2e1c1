/**
 * Calotype beside its peers: the same ladders of the same photos, each in a process of its own, one
 * photo after the other in turn, by processor time.
 *
 * <p>{@link io.calotype.benchmarks.peers.PeerComparison} is the command; {@code
 * benchmarks/peers/compare} builds what it needs and runs it.
 */
@NullMarked
package io.calotype.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
