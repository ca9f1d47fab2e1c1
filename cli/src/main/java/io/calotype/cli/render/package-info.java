/**
 * The ladder of local files without any cloud: {@link io.calotype.cli.render.SourceFiles} finds
 * them, {@link io.calotype.cli.render.LocalLadder} renders one, {@link
 * io.calotype.cli.render.OutputFolder} keeps what came of it.
 */
@NullMarked
package io.calotype.cli.render;

import org.jspecify.annotations.NullMarked;
