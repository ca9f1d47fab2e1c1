package io.calotype.benchmarks.peers;

/**
 * What a peer's process says first.
 *
 * @param ready its versions
 */
record Ready(String ready) {}
