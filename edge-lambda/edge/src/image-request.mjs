import { bestFormat } from './accept.mjs';
import { excerpt } from './excerpt.mjs';
import { cropRatio, parseParameters } from './parameters.mjs';
import { decode, encodePath, utf8Bytes } from './percent.mjs';
import { badParameter, Refusal } from './refusal.mjs';
import { NAME_LENGTH_MAX, writeName } from './variant-name.mjs';
import { stepOf } from './wanted-width.mjs';

/**
 * What a viewer's request comes to: one canonical variant, or a refusal. The same as
 * `ImageRequest` in Java; `requests.json` holds the vectors that both run.
 *
 * @typedef {object} Picture
 * @property {string} key the original's key, verbatim
 * @property {string} variant the name of the variant
 * @property {string | null} v what the URL said of the version, by form a manifest's `v`
 * @property {string} originPath the path of the variant at the origin, with a leading slash
 *
 * @typedef {object} Refused
 * @property {number} status the HTTP status
 * @property {string} message one line of printable ASCII: what was expected and what came
 */

const KEY_BYTES_MAX = 1024 - 1 - NAME_LENGTH_MAX;

/**
 * Reads a request. Pure, never throws, whatever comes; uses nothing that only Node has.
 *
 * @param {string} rawPath the path as it came, escapes and all
 * @param {string} rawQuery the query as it came, without question mark; empty where there is none
 * @param {Record<string, string | undefined>} headers by lower-case name; one sent several times
 *     stands here once, its values joined by commas
 * @param {import('./recipe.mjs').Recipe} recipe
 * @returns {Picture | Refused}
 */
export function parseImageRequest(rawPath, rawQuery, headers, recipe) {
  try {
    const key = keyOf(rawPath);
    const parameters = parseParameters(rawQuery, recipe);
    const ratio = cropRatio(parameters, recipe);
    const variant = writeName({
      widthPx: stepOf(parameters, headers, ratio, recipe),
      ratio,
      format: parameters.format ?? bestFormat(headers['accept'], recipe),
    });
    const originPath = '/' + encodePath(`${key}/${variant}`);
    return { key, variant, v: parameters.v, originPath };
  } catch (e) {
    if (e instanceof Refusal) {
      return { status: e.status, message: e.message };
    }
    throw e;
  }
}

/** @param {string} rawPath */
function keyOf(rawPath) {
  const key = rawPath.startsWith('/') ? decode(rawPath.slice(1)) : null;
  if (key === null) {
    throw badParameter('expected a path in percent-encoded UTF-8 but got ' + excerpt(rawPath));
  }
  if (key === '') {
    throw new Refusal(404, 'expected the path of a picture but got "/"');
  }
  const bytes = utf8Bytes(key);
  if (bytes > KEY_BYTES_MAX) {
    throw badParameter(`expected a key of at most ${KEY_BYTES_MAX} bytes but got ${bytes}`);
  }
  if (key === 'uploads' || key === '_calotype' || key.startsWith('_calotype/')) {
    throw new Refusal(
      404,
      'expected the path of a picture but got the reserved ' + excerpt('/' + key),
    );
  }
  return key;
}
