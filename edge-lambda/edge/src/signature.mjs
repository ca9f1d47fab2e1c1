import { excerpt } from './excerpt.mjs';
import { isVersion } from './parameters.mjs';
import { encodeComponent, encodePath } from './percent.mjs';
import { badParameter, Refusal } from './refusal.mjs';

/**
 * What a signed URL says of its signature. The same as `UrlSignature` in Java; `signed-urls.json`
 * holds the vectors that both run.
 *
 * @typedef {object} Signature
 * @property {string} kid which key signed
 * @property {number} expiresAtS seconds since 1970 at which it ends to hold
 * @property {string} sig HMAC-SHA256 of the {@link signedText} in base64url without padding
 *
 * @typedef {(signature: Signature, text: string) => void} Verify throws a Refusal where the
 *     signature is not that of the text, or holds no longer
 */

const KID = /^[A-Za-z0-9_-]{1,32}$/;
const EXP = /^[1-9][0-9]{0,10}$/;
const SIG = /^[A-Za-z0-9_-]{43}$/;

/**
 * Reads the signature of a query; throws a Refusal where it is not of its form or only in part.
 *
 * @param {Map<string, string>} raw the known parameters
 * @returns {Signature | null} null where the URL is not signed
 */
export function signatureOf(raw) {
  if (!raw.has('kid') && !raw.has('exp') && !raw.has('sig')) {
    return null;
  }
  return {
    kid: part(raw, 'kid', KID, '1 to 32 letters, digits, - or _'),
    expiresAtS: Number(part(raw, 'exp', EXP, 'seconds since 1970')),
    sig: part(raw, 'sig', SIG, '43 characters of base64url'),
  };
}

/**
 * What is signed: the path of the original and all parameters that have a meaning. Others may be
 * added to a signed URL, as trackers do, since they change nothing.
 *
 * @param {string} key the original's key
 * @param {Map<string, string>} raw the known parameters, checked
 * @returns {string}
 */
export function signedText(key, raw) {
  const unsigned = new Map(raw);
  unsigned.delete('sig');
  return `calotype-url-1\n/${encodePath(key)}\n${canonicalQuery(unsigned)}`;
}

/**
 * The parameters that have a meaning in one spelling, sorted by name.
 *
 * @param {Map<string, string>} raw the known parameters, checked
 * @returns {string} without question mark
 */
export function canonicalQuery(raw) {
  return [...raw]
    .filter(([name, value]) => name !== 'v' || isVersion(value))
    .map(([name, value]) => `${name}=${encodeComponent(value)}`)
    .sort()
    .join('&');
}

/**
 * The refusal of a signature by a key that nobody knows.
 *
 * @param {string} kid
 */
export function unknownKey(kid) {
  return new Refusal(403, 'expected a signature by a known key but got kid ' + excerpt(kid));
}

/**
 * @param {Map<string, string>} raw
 * @param {string} name
 * @param {RegExp} form
 * @param {string} expected
 */
function part(raw, name, form, expected) {
  const text = raw.get(name);
  if (text === undefined) {
    throw badParameter(`expected kid, exp and sig together but got no ${name}`);
  }
  if (!form.test(text)) {
    throw badParameter(`expected ${name} to be ${expected} but got ${excerpt(text)}`);
  }
  return text;
}
