/** The system that runs on this machine, as other commands find, reach, start and stop it. */
@NullMarked
package io.calotype.cli.stack;

import org.jspecify.annotations.NullMarked;
