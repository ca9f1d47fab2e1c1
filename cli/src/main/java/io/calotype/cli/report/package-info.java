/** What became of pictures, as text and as JSON: the same for rendered and for uploaded ones. */
@NullMarked
package io.calotype.cli.report;

import org.jspecify.annotations.NullMarked;
