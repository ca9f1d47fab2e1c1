/**
 * The names of variants, such as `w640.webp` or `w640-1x1.jpg`. The same as `VariantName` in Java;
 * `variant-names.json` holds the vectors that both run.
 *
 * @typedef {object} VariantName
 * @property {number} widthPx the step of the ladder
 * @property {string | null} ratio what it is cropped to, as `16:9`; null for the whole picture
 * @property {string} format the format's id
 */

const WIDTH_PX_MAX = 16383;
const GRAMMAR = /^w([1-9][0-9]{0,4})(?:-([1-9][0-9]?)x([1-9][0-9]?))?\.(jpg|webp|avif|png)$/;

/**
 * Reads a name.
 *
 * @param {string} text
 * @returns {VariantName | null} null for anything that {@link writeName} would not write
 */
export function parseName(text) {
  const match = GRAMMAR.exec(text);
  if (match === null || Number(match[1]) > WIDTH_PX_MAX) {
    return null;
  }
  const extension = /** @type {string} */ (match[4]);
  return {
    widthPx: Number(match[1]),
    ratio: match[2] === undefined ? null : `${match[2]}:${match[3]}`,
    format: extension === 'jpg' ? 'jpeg' : extension,
  };
}

/**
 * The name as it stands in keys.
 *
 * @param {VariantName} name
 * @returns {string}
 */
export function writeName({ widthPx, ratio, format }) {
  const crop = ratio === null ? '' : '-' + ratio.replace(':', 'x');
  return `w${widthPx}${crop}.${format === 'jpeg' ? 'jpg' : format}`;
}
