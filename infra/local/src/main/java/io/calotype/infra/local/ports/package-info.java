/** Which ports of this machine are taken, and by whom. */
@NullMarked
package io.calotype.infra.local.ports;

import org.jspecify.annotations.NullMarked;
