/**
 * The whole path on one machine, measured: an original's PUT, its event through EventBridge and
 * Kinesis, the job, its variants in S3.
 *
 * <p>Three kinds of processes, so that each one's processor time is its own: this one plays S3 and
 * EventBridge (with Kinesis as its child) and puts the originals; {@code JobMain} is the real job
 * and nothing else; {@code EngineMain} renders the same photos with the engine alone.
 */
@NullMarked
package io.calotype.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;
