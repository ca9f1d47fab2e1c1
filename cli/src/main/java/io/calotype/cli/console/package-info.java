/** What commands write: lines, tables, JSON, progress, and errors in one line. */
@NullMarked
package io.calotype.cli.console;

import org.jspecify.annotations.NullMarked;
