import { bestFormat } from './accept.mjs';
import { excerpt } from './excerpt.mjs';
import { cropRatio, knownParameters, parseParameters } from './parameters.mjs';
import { decode, encodePath } from './percent.mjs';
import { badParameter, Refusal } from './refusal.mjs';
import { canonicalQuery, signatureOf, signedText, unknownKey } from './signature.mjs';
import { writeName } from './variant-name.mjs';
import { widthOf } from './wanted-width.mjs';

/**
 * What a viewer's request comes to: one canonical variant, or a refusal. The same as
 * `ImageRequest` in Java; `requests.json` holds the vectors that both run.
 *
 * @typedef {object} Picture
 * @property {string} key the original's key, verbatim
 * @property {string} variant the name of the variant
 * @property {string | null} v what the URL said of the version, by form a manifest's `v`
 * @property {string} originPath the path of the variant at the origin, with a leading slash
 * @property {string} query the parameters that have a meaning, in one spelling
 *
 * @typedef {object} Refused
 * @property {number} status the HTTP status
 * @property {string} message one line of printable ASCII: what was expected and what came
 */

/** A Kinesis partition key has no more, so that the job never hears of a longer one. */
const KEY_CHARACTERS_MAX = 256;

/** @type {import('./signature.mjs').Verify} */
const knowsNoKey = (signature) => {
  throw unknownKey(signature.kid);
};

/**
 * Reads a request. Pure, never throws, whatever comes; uses nothing that only Node has.
 *
 * @param {string} rawPath the path as it came, escapes and all
 * @param {string} rawQuery the query as it came, without question mark; empty where there is none
 * @param {Record<string, string | undefined>} headers by lower-case name; one sent several times
 *     stands here once, its values joined by commas
 * @param {import('./recipe.mjs').Recipe} recipe
 * @param {import('./signature.mjs').Verify} [verify] checks a signature, where there is one;
 *     without it every signed URL is refused
 * @returns {Picture | Refused}
 */
export function parseImageRequest(rawPath, rawQuery, headers, recipe, verify = knowsNoKey) {
  try {
    const key = keyOf(rawPath);
    const raw = knownParameters(rawQuery);
    const signature = signatureOf(raw);
    const signed = signature !== null;
    const parameters = parseParameters(raw, recipe, signed);
    if (signature !== null) {
      verify(signature, signedText(key, raw));
    }
    const ratio = cropRatio(parameters, recipe, signed);
    const widthPx = widthOf(parameters, headers, ratio, recipe, signed);
    const ofLadder = ratio === null && recipe.widthsPx.includes(widthPx);
    const format = formatOf(parameters.format, headers['accept'], recipe, ofLadder);
    const variant = writeName({ widthPx, ratio, format });
    const originPath = '/' + encodePath(`${key}/${variant}`);
    return { key, variant, v: parameters.v, originPath, query: canonicalQuery(raw) };
  } catch (e) {
    if (e instanceof Refusal) {
      return { status: e.status, message: e.message };
    }
    throw e;
  }
}

/**
 * What stands in for a format that only the job makes, where a viewer cannot wait for it.
 *
 * @param {import('./recipe.mjs').Recipe} recipe
 * @returns {string} a format's id
 */
export function readyFormat(recipe) {
  return recipe.formats.includes('webp') && !recipe.slowFormats.includes('webp') ? 'webp' : 'jpeg';
}

/**
 * A slow format is made of whole pictures at the ladder's steps only; of anything else it would
 * never come to be.
 *
 * @param {string | null} named
 * @param {string | undefined} accept
 * @param {import('./recipe.mjs').Recipe} recipe
 * @param {boolean} ofLadder
 */
function formatOf(named, accept, recipe, ofLadder) {
  /** @param {string} format */
  const comes = (format) => ofLadder || !recipe.slowFormats.includes(format);
  if (named !== null) {
    return comes(named) ? named : readyFormat(recipe);
  }
  return bestFormat(accept, recipe.formats.filter(comes));
}

/**
 * The key of an original by its path; throws a Refusal where there can be none.
 *
 * @param {string} rawPath the path as it came, escapes and all
 */
export function keyOf(rawPath) {
  const key = rawPath.startsWith('/') ? decode(rawPath.slice(1)) : null;
  if (key === null) {
    throw badParameter('expected a path in percent-encoded UTF-8 but got ' + excerpt(rawPath));
  }
  if (key === '') {
    throw new Refusal(404, 'expected the path of a picture but got "/"');
  }
  if (key.length > KEY_CHARACTERS_MAX) {
    throw badParameter(
      `expected a key of at most ${KEY_CHARACTERS_MAX} characters but got ${key.length}`,
    );
  }
  if (key === 'uploads' || key === '_calotype' || key.startsWith('_calotype/')) {
    throw new Refusal(
      404,
      'expected the path of a picture but got the reserved ' + excerpt('/' + key),
    );
  }
  return key;
}
