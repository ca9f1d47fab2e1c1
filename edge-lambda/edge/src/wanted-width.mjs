import { clientHints, DPR_MILLI_MIN } from './client-hints.mjs';
import { CSS_PX_MAX } from './parameters.mjs';
import { shapeOf } from './ratio.mjs';
import { badParameter } from './refusal.mjs';

/**
 * The width of the variant: the narrowest step of the ladder that is as wide as the viewer wants;
 * the widest where there is none or nothing is wanted. With a signature exactly what is wanted,
 * rounded up, as long as all of it stands in the URL: a hint is not signed.
 *
 * Fractions of whole numbers: nothing is rounded before it is compared with the ladder, and both
 * languages come to the same step. Every product stays below 2^53.
 *
 * @param {import('./parameters.mjs').Parameters} parameters
 * @param {Record<string, string | undefined>} headers by lower-case name
 * @param {string | null} ratio what is cropped to
 * @param {import('./recipe.mjs').Recipe} recipe
 * @param {boolean} signed
 * @returns {number} pixels
 */
export function widthOf(parameters, headers, ratio, recipe, signed) {
  const hints = clientHints(headers);
  const dpr = dprMilli(parameters, hints);
  const width = widthMilli(parameters, hints, dpr);
  const shape = ratio !== null ? shapeOf(ratio) : parameters.aspect;
  // A crop has the shape that was asked for, give or take rounding: there w decides alone.
  const heightCounts =
    parameters.heightCssPx !== null && shape !== null && (ratio === null || width === null);
  // Of a box of this height: the width as a fraction.
  const over = heightCounts ? Number(parameters.heightCssPx) * dpr * shape.width : null;
  const under = heightCounts ? 1000 * shape.height : 1;

  if (signed && !parameters.widthAuto && !parameters.dprAuto && (width ?? over) !== null) {
    return exactly(width, over, under);
  }
  // Inside a box the picture is as wide as the tighter of both sides lets it be.
  const step = recipe.widthsPx.find(
    (stepPx) =>
      (width !== null && stepPx * 1000 >= width) || (over !== null && stepPx * under >= over),
  );
  return step ?? Math.max(...recipe.widthsPx);
}

/**
 * @param {number | null} width
 * @param {number | null} over
 * @param {number} under
 */
function exactly(width, over, under) {
  const px = Math.min(
    width === null ? Infinity : quotientUp(width, 1000),
    over === null ? Infinity : quotientUp(over, under),
  );
  if (px > CSS_PX_MAX) {
    throw badParameter(
      `expected w and h that, times dpr, come to a width of at most ${CSS_PX_MAX} but got more`,
    );
  }
  return px;
}

/**
 * @param {number} over
 * @param {number} under
 */
function quotientUp(over, under) {
  const rest = over % under;
  return (over - rest) / under + (rest > 0 ? 1 : 0);
}

/**
 * @param {import('./parameters.mjs').Parameters} parameters
 * @param {import('./client-hints.mjs').ClientHints} hints
 */
function dprMilli(parameters, hints) {
  if (hints.saveData) {
    return DPR_MILLI_MIN;
  }
  return (parameters.dprAuto ? hints.dprMilli : parameters.dprMilli) ?? DPR_MILLI_MIN;
}

/**
 * @param {import('./parameters.mjs').Parameters} parameters
 * @param {import('./client-hints.mjs').ClientHints} hints
 * @param {number} dpr
 */
function widthMilli(parameters, hints, dpr) {
  if (parameters.widthCssPx !== null) {
    return parameters.widthCssPx * dpr;
  }
  if (!parameters.widthAuto || hints.widthPx === null) {
    return null;
  }
  const width = hints.widthPx * 1000;
  if (!hints.saveData || hints.dprMilli === null) {
    return width;
  }
  // The hint is in physical pixels already; back to CSS pixels, rounded up.
  return Math.ceil((width * 1000) / hints.dprMilli);
}
