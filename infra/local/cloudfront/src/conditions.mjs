import { valueOf } from './headers.mjs';

const ABOUT_THE_BODY = new Set(['content-type', 'content-length', 'content-encoding']);

/**
 * Whether the viewer has the answer already (RFC 9110, 13.1.2 and 13.1.3): `If-None-Match` decides,
 * and `If-Modified-Since` only where the former is missing. Entity tags are compared weakly. A date
 * that is yet to come is no valid one (RFC 2616, 14.25) and counts as none: a client whose clock is
 * ahead would else keep an old picture until it has passed.
 *
 * @param {import('./headers.mjs').Headers} request
 * @param {import('./cache.mjs').Answer} answer
 * @param {number} [nowMs] milliseconds since 1970
 * @returns {boolean}
 */
export function isNotModified(request, answer, nowMs = Date.now()) {
  if (answer.status !== 200) {
    return false;
  }
  const etag = valueOf(answer.headers, 'etag');
  const ifNoneMatch = valueOf(request, 'if-none-match');
  if (ifNoneMatch !== undefined) {
    return (
      etag !== undefined &&
      (ifNoneMatch.trim() === '*' || entityTags(ifNoneMatch).includes(opaque(etag)))
    );
  }
  const since = Date.parse(valueOf(request, 'if-modified-since') ?? '');
  const modified = Date.parse(valueOf(answer.headers, 'last-modified') ?? '');
  return !Number.isNaN(since) && since <= nowMs && !Number.isNaN(modified) && modified <= since;
}

/**
 * @param {import('./cache.mjs').Answer} answer the whole one
 * @returns {import('./cache.mjs').Answer} without body, nor what tells of it
 */
export function notModified({ headers }) {
  const kept = Object.entries(headers).filter(([name]) => !ABOUT_THE_BODY.has(name));
  return { status: 304, headers: Object.fromEntries(kept), body: Buffer.alloc(0) };
}

/**
 * @param {string} list as in `"a", W/"b"`; a comma may stand within quotes
 * @returns {string[]}
 */
function entityTags(list) {
  return (list.match(/(?:W\/)?"[^"]*"/g) ?? []).map(opaque);
}

/** @param {string} etag */
function opaque(etag) {
  return etag.trim().replace(/^W\//, '');
}
