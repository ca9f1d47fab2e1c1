/** Flink on one machine: a mini cluster with web UI and metrics, restored from its checkpoints. */
@NullMarked
package io.calotype.infra.local.flink;

import org.jspecify.annotations.NullMarked;
