/** The stand-in for Kinesis: npm's kinesis-local as a watched child process. */
@NullMarked
package io.calotype.infra.local.kinesis;

import org.jspecify.annotations.NullMarked;
