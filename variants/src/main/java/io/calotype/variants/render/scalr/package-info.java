/**
 * The portable engine, on ImageIO and imgscalr: nothing but Java, JPEG and PNG out, no WebP and no
 * AVIF.
 *
 * <p>What ImageIO and imgscalr leave undone is done here: orientation, colour profiles, refusal of
 * truncated files, bounded memory.
 */
@NullMarked
package io.calotype.variants.render.scalr;

import org.jspecify.annotations.NullMarked;
