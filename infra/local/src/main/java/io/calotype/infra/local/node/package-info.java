/**
 * Programs in JavaScript that this jar carries, run as children that never outlive this process.
 */
@NullMarked
package io.calotype.infra.local.node;

import org.jspecify.annotations.NullMarked;
