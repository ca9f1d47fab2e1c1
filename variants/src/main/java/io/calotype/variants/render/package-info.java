/**
 * The renderer and its engines: bytes of an original in, the planned images out.
 *
 * <p>The whole of it, as the job and the command line use it, with no cloud at all:
 *
 * <pre>{@code
 * LadderMaker maker =
 *     new LadderMaker(RecipeReader.defaultRecipe(), Renderers.choose("auto"));
 * try {
 *   Rendering rendering = maker.make(Files.readAllBytes(Path.of("photo.jpg")));
 *   for (RenderedImage image : rendering.ladder().images()) {
 *     for (VariantName name : image.planned().names()) {
 *       Files.write(Path.of(name.toString()), image.bytes());
 *     }
 *   }
 * } catch (RefusedException e) {
 *   System.err.println(e.reason() + ": " + e.getMessage());
 * }
 * }</pre>
 */
@NullMarked
package io.calotype.variants.render;

import org.jspecify.annotations.NullMarked;
