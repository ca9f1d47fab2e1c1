import { clientHints, DPR_MILLI_MIN } from './client-hints.mjs';
import { shapeOf } from './parameters.mjs';

/**
 * The narrowest step of the ladder that is as wide as the viewer wants; the widest where there is
 * none or nothing is wanted.
 *
 * Fractions of whole numbers: nothing is rounded before it is compared with the ladder, and both
 * languages come to the same step. Every product stays below 2^53.
 *
 * @param {import('./parameters.mjs').Parameters} parameters
 * @param {Record<string, string | undefined>} headers by lower-case name
 * @param {string | null} ratio what is cropped to
 * @param {import('./recipe.mjs').Recipe} recipe
 * @returns {number} pixels
 */
export function stepOf(parameters, headers, ratio, recipe) {
  const hints = clientHints(headers);
  const dpr = dprMilli(parameters, hints);
  const width = widthMilli(parameters, hints, dpr);
  const shape = ratio !== null ? shapeOf(ratio) : parameters.aspect;
  // A crop has the shape that was asked for, give or take rounding: there w decides alone.
  const height =
    parameters.heightCssPx === null || (ratio !== null && width !== null)
      ? null
      : parameters.heightCssPx * dpr;

  // Inside a box the picture is as wide as the tighter of both sides lets it be.
  const step = recipe.widthsPx.find(
    (stepPx) =>
      (width !== null && stepPx * 1000 >= width) ||
      (height !== null &&
        shape !== null &&
        stepPx * 1000 * shape.height >= height * shape.width),
  );
  return step ?? Math.max(...recipe.widthsPx);
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
