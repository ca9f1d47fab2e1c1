import { trim } from './header-text.mjs';

/**
 * What a viewer's device says of itself. A hint that is missing or of no known form is no error:
 * the page's author does not write it.
 *
 * @typedef {object} ClientHints
 * @property {number | null} dprMilli device pixels a CSS pixel, in thousandths, 1000 to 4000
 * @property {number | null} widthPx the width of the picture's place in physical pixels
 * @property {boolean} saveData whether the user wants little data
 */

export const DPR_MILLI_MIN = 1000;
const DPR_MILLI_MAX = 4000;

/** As far as w and dpr reach together. */
const WIDTH_PX_MAX = 32768;

const DPR = /^([0-9]{1,4})(?:\.([0-9]{1,20}))?$/;
const WIDTH = /^[1-9][0-9]{0,5}$/;

/**
 * @param {Record<string, string | undefined>} headers by lower-case name
 * @returns {ClientHints}
 */
export function clientHints(headers) {
  return {
    dprMilli: dprMilli(headers['sec-ch-dpr']),
    widthPx: widthPx(headers['sec-ch-width']),
    saveData: saveData(headers['save-data']),
  };
}

/** @param {string | undefined} header */
function dprMilli(header) {
  const match = DPR.exec(trim(header ?? ''));
  if (match === null) {
    return null;
  }
  const milli = Number(match[1]) * 1000 + Number(((match[2] ?? '') + '000').slice(0, 3));
  return Math.max(DPR_MILLI_MIN, Math.min(DPR_MILLI_MAX, milli));
}

/** @param {string | undefined} header */
function widthPx(header) {
  const text = trim(header ?? '');
  return WIDTH.test(text) ? Math.min(WIDTH_PX_MAX, Number(text)) : null;
}

/** @param {string | undefined} header */
function saveData(header) {
  const [first = ''] = (header ?? '').toLowerCase().split(/[,;]/, 1);
  return trim(first) === 'on';
}
