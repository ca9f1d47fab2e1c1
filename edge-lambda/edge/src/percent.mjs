/**
 * Percent-encoding of UTF-8, as in the paths and queries of URLs; `+` is only a plus. The same as
 * `PercentEncoding` in Java.
 */

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const BROKEN_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
const LEFT_BY_JAVASCRIPT = /[!'()*]/g;

/**
 * The path of a key, without a leading slash: everything is escaped but the unreserved characters
 * of RFC 3986 and `/`, as S3's signatures have it.
 *
 * @param {string} key well-formed Unicode
 * @returns {string}
 */
export function encodePath(key) {
  return encodeComponent(key).replace(/%2F/g, '/');
}

/**
 * The path at which viewers ask for a key, with a leading slash. Where its segments would mean
 * something to a browser (none, `.`, `..`; `//host` would even be another host), its slashes are
 * escaped, which means the same to us.
 *
 * @param {string} key well-formed Unicode
 * @returns {string}
 */
export function viewerPath(key) {
  const plain = key.split('/').every((segment) => !['', '.', '..'].includes(segment));
  return '/' + (plain ? encodePath(key) : encodeComponent(key));
}

/**
 * Everything is escaped but the unreserved characters of RFC 3986; so a key becomes one segment of
 * a path.
 *
 * @param {string} text well-formed Unicode
 * @returns {string}
 */
export function encodeComponent(text) {
  return encodeURIComponent(text).replace(
    LEFT_BY_JAVASCRIPT,
    (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase(),
  );
}

/**
 * Decodes once.
 *
 * @param {string} text
 * @returns {string | null} null where an escape is broken, or what comes out is no well-formed
 *     Unicode
 */
export function decode(text) {
  if (LONE_SURROGATE.test(text)) {
    return null;
  }
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/**
 * Whether each `%` is followed by two hex digits.
 *
 * @param {string} text
 * @returns {boolean}
 */
export function isWellFormed(text) {
  return !BROKEN_ESCAPE.test(text);
}
