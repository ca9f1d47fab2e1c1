/** What a running system leaves for the commands that talk to it. */
@NullMarked
package io.calotype.infra.local.state;

import org.jspecify.annotations.NullMarked;
