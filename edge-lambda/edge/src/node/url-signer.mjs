import { knownNames } from '../parameters.mjs';
import { viewerPath } from '../percent.mjs';
import { canonicalQuery, signatureOf, signedText } from '../signature.mjs';
import { sign } from './signing-keys.mjs';

/**
 * Signs a viewer's URL, so that it may ask for any width and ratio. Where this runs is trusted: what
 * it signs will be made. The same as `UrlSigner` in Java.
 *
 * @param {{kid: string, secret: Buffer}} key the secret has 32 bytes or more
 * @param {string} originalKey
 * @param {Record<string, string>} parameters not escaped; those that have no meaning are left out
 * @param {number} expiresAtS seconds since 1970 at which the URL ends to hold
 * @returns {string} path and query
 * @throws {Error} where the key's id or the time is not of its form
 */
export function signUrl({ kid, secret }, originalKey, parameters, expiresAtS) {
  const known = new Map(Object.entries(parameters).filter(([name]) => knownNames.has(name)));
  known.set('kid', kid);
  known.set('exp', String(expiresAtS));
  known.set('sig', 'A'.repeat(43));
  signatureOf(known);
  const signature = sign(secret, signedText(originalKey, known));
  known.delete('sig');
  return `${viewerPath(originalKey)}?${canonicalQuery(known)}&sig=${signature}`;
}
