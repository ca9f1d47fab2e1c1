/** What tasks ask for when they start. */
@NullMarked
package io.calotype.pipeline.startup;

import org.jspecify.annotations.NullMarked;
