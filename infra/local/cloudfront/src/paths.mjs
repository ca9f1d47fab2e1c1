/**
 * Which behaviour a path belongs to.
 *
 * CloudFront normalises paths by RFC 3986 before it compares them with patterns, and sends the
 * origin the path as it came ("Path pattern" in the Developer Guide).
 */

const UNRESERVED_ESCAPE = /%(4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A]|3[0-9]|2D|2E|5F|7E)/g;

/**
 * @param {string} path as a viewer sent it
 * @returns {string} with upper-case escapes, unreserved characters unescaped, dot segments removed
 */
export function normalised(path) {
  const unescaped = path
    .replace(/%[0-9a-fA-F]{2}/g, (escape) => escape.toUpperCase())
    .replace(UNRESERVED_ESCAPE, (escape) =>
      String.fromCharCode(Number.parseInt(escape.slice(1), 16)),
    );
  /** @type {string[]} */
  const kept = [];
  const segments = unescaped.split('/');
  segments.forEach((segment, i) => {
    const last = i === segments.length - 1;
    if (segment === '..') {
      if (kept.length > 1) {
        kept.pop();
      }
    } else if (segment !== '.') {
      kept.push(segment);
    }
    if (last && (segment === '.' || segment === '..')) {
      kept.push('');
    }
  });
  return kept.join('/');
}

/**
 * @param {string} pattern `*` stands for any number of characters, `?` for one
 * @returns {RegExp}
 */
export function compiled(pattern) {
  const rooted = pattern.startsWith('/') || pattern.startsWith('*') ? pattern : '/' + pattern;
  const source = rooted
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's');
}
