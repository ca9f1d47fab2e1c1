/**
 * Ratios of width to height, as `16:9`.
 *
 * @typedef {{width: number, height: number}} Shape
 */

/** The largest part of a ratio that a variant's name can hold. */
export const RATIO_PART_MAX = 99;

const RATIO = /^[1-9][0-9]?:[1-9][0-9]?$/;

/**
 * The ratio that a text is.
 *
 * @param {string} text
 * @returns {string | null} null where it is none
 */
export function ratioOf(text) {
  return RATIO.test(text) ? text : null;
}

/**
 * The width and height of a ratio.
 *
 * @param {string} ratio
 * @returns {Shape}
 */
export function shapeOf(ratio) {
  const [width, height] = ratio.split(':');
  return { width: Number(width), height: Number(height) };
}

/**
 * The listed ratio that is nearest to a shape, by factor, so that twice as wide is as far as half
 * as wide; of equals the first.
 *
 * @param {string[]} ratios
 * @param {number} width
 * @param {number} height
 */
export function nearestOf(ratios, width, height) {
  let best = null;
  let bestFactor = Infinity;
  for (const ratio of ratios) {
    const factor = factorOf(width, height, shapeOf(ratio));
    if (factor < bestFactor) {
      best = ratio;
      bestFactor = factor;
    }
  }
  return best;
}

/**
 * Of all ratios that a variant's name can hold the nearest to a shape, in lowest terms.
 *
 * @param {number} width
 * @param {number} height
 * @returns {string}
 */
export function nearestOfAll(width, height) {
  let best = { width: 1, height: 1 };
  let bestFactor = Infinity;
  for (let part = 1; part <= RATIO_PART_MAX; part++) {
    const below = Math.floor((width * part) / height);
    for (const other of [below, below + 1]) {
      const shape = { width: Math.min(Math.max(other, 1), RATIO_PART_MAX), height: part };
      const factor = factorOf(width, height, shape);
      // The first of equals has the smallest parts.
      if (factor < bestFactor) {
        best = shape;
        bestFactor = factor;
      }
    }
  }
  return `${best.width}:${best.height}`;
}

/**
 * @param {number} width
 * @param {number} height
 * @param {Shape} shape
 */
function factorOf(width, height, shape) {
  const wide = width * shape.height;
  const high = height * shape.width;
  return Math.max(wide, high) / Math.min(wide, high);
}
