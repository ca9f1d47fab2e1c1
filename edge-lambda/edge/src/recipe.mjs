/**
 * What the edge needs of a recipe.
 *
 * @typedef {object} Recipe
 * @property {number[]} widthsPx the ladder, ascending
 * @property {string[]} ratios as `16:9`, in the recipe's order
 * @property {string[]} formats ids, in the recipe's order
 * @property {string[]} slowFormats those that only the job makes, of whole pictures
 */

/**
 * @typedef {object} RecipeFile what a valid recipe file holds, as far as it is read here
 * @property {number[]} widths
 * @property {string[]} [ratios]
 * @property {{format: string, slow?: boolean}[]} formats
 */

/**
 * Takes what is needed from a recipe file. The build has validated it.
 *
 * @param {RecipeFile} file
 * @returns {Recipe}
 */
export function recipeOf(file) {
  return {
    widthsPx: [...file.widths].sort((a, b) => a - b),
    ratios: file.ratios ?? [],
    formats: file.formats.map((made) => made.format),
    slowFormats: file.formats.filter((made) => made.slow).map((made) => made.format),
  };
}
