import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../refusal.mjs';
import { unknownKey } from '../signature.mjs';

/**
 * The keys that sign URLs: secrets by key id. The same as `SigningKeys` in Java.
 *
 * @typedef {Map<string, Buffer>} SigningKeys
 */

const KID = /^[A-Za-z0-9_-]{1,32}$/;
const SECRET_BYTES_MIN = 32;
const KEYS_MAX = 16;

/**
 * Reads the secret's text: `{"keys": {"<kid>": "<secret in base64url>"}}`, or the keys alone,
 * `{"<kid>": "<secret>"}`, which is what Secrets Manager can make by itself.
 *
 * @param {string} text
 * @returns {SigningKeys}
 * @throws {Error} that says what is wrong, without what stood there
 */
export function keysOf(text) {
  /** @type {unknown} */
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('expected the secret of signed URLs to be JSON but it is not');
  }
  const file = /** @type {any} */ (json);
  const named = typeof file?.keys === 'object' ? file.keys : file;
  const entries = typeof named === 'object' && named !== null ? Object.entries(named) : [];
  if (entries.length < 1 || entries.length > KEYS_MAX) {
    throw new Error(`expected 1 to ${KEYS_MAX} keys of signed URLs but got ${entries.length}`);
  }
  const keys = new Map();
  for (const [kid, encoded] of entries) {
    const secret = Buffer.from(String(encoded), 'base64url');
    if (!KID.test(kid) || secret.length < SECRET_BYTES_MIN) {
      throw new Error(
        `expected each key of signed URLs to have an id of letters, digits, - or _ and at least ` +
          `${SECRET_BYTES_MIN} bytes in base64url but one has not`,
      );
    }
    keys.set(kid, secret);
  }
  return keys;
}

/**
 * The check of signatures against keys; see `Verify`.
 *
 * @param {SigningKeys} keys
 * @param {number} nowMs milliseconds since 1970
 * @returns {import('../signature.mjs').Verify}
 */
export function verifyWith(keys, nowMs) {
  return ({ kid, expiresAtS, sig }, text) => {
    const secret = keys.get(kid);
    if (secret === undefined) {
      throw unknownKey(kid);
    }
    const expected = Buffer.from(sign(secret, text));
    const given = Buffer.from(sig);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new Refusal(
        403,
        'expected the signature of this URL but got another: it was changed, or signed otherwise',
      );
    }
    if (nowMs >= expiresAtS * 1000) {
      throw new Refusal(
        410,
        `expected a signature that still holds but got one that expired at ${expiresAtS}`,
      );
    }
  };
}

/**
 * The signature of a text.
 *
 * @param {Buffer} secret
 * @param {string} text
 * @returns {string} base64url without padding
 */
export function sign(secret, text) {
  return createHmac('sha256', secret).update(text, 'utf8').digest('base64url');
}
