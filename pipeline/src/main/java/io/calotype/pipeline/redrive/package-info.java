/** Another try for what was refused. */
@NullMarked
package io.calotype.pipeline.redrive;

import org.jspecify.annotations.NullMarked;
