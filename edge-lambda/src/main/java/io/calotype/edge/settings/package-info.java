/** How a function's environment is read: all problems at once, unknown variables refused. */
@NullMarked
package io.calotype.edge.settings;

import org.jspecify.annotations.NullMarked;
