import { trim } from './header-text.mjs';

/** The smaller files first. */
const BEST_FIRST = ['avif', 'webp'];
const Q = /^(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/;

/**
 * The best of these formats that the viewer names, else JPEG.
 *
 * Only a type that is named counts, with a q above 0: browsers that say image/* or anything say so
 * whatever they can show.
 *
 * @param {string | undefined} accept the header
 * @param {string[]} formats ids
 * @returns {string} a format's id
 */
export function bestFormat(accept, formats) {
  const best = BEST_FIRST.find(
    (format) => accept !== undefined && formats.includes(format) && names(accept, format),
  );
  return best ?? 'jpeg';
}

/**
 * @param {string} accept
 * @param {string} format
 */
function names(accept, format) {
  return accept
    .toLowerCase()
    .split(',')
    .some((range) => {
      const [type = '', ...parameters] = range.split(';').map(trim);
      return type === 'image/' + format && isWanted(parameters);
    });
}

/** @param {string[]} parameters */
function isWanted(parameters) {
  const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return q === undefined || (Q.test(q) && /[1-9]/.test(q));
}
