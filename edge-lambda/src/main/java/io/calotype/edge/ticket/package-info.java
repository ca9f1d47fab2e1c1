/**
 * The permission to upload one file: {@code POST /uploads}, in the order of a request: settings,
 * what is asked for, the key, the presigned URL, the answer.
 */
@NullMarked
package io.calotype.edge.ticket;

import org.jspecify.annotations.NullMarked;
