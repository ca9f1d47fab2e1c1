/**
 * What was refused, kept for people: one object a record, with the reason and the record itself.
 */
@NullMarked
package io.calotype.pipeline.deadletter;

import org.jspecify.annotations.NullMarked;
