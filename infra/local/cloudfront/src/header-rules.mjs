/**
 * Which headers functions may not touch: "Restrictions on all edge functions" in the Developer
 * Guide.
 */

const DISALLOWED = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'trailer',
  'upgrade',
  'x-accel-buffering',
  'x-accel-charset',
  'x-accel-limit-rate',
  'x-accel-redirect',
  'x-cache',
  'x-forwarded-proto',
  'x-real-ip',
]);
const DISALLOWED_PREFIXES = ['x-amz-cf-', 'x-edge-'];

/** @type {Record<'viewer-request' | 'origin-response', string[]>} */
const READ_ONLY = {
  'viewer-request': ['content-length', 'host', 'transfer-encoding', 'via'],
  'origin-response': ['transfer-encoding', 'via'],
};

/**
 * Whether a header is neither shown to functions nor taken from them.
 *
 * @param {string} name in lower case
 * @returns {boolean}
 */
export function isDisallowed(name) {
  return DISALLOWED.has(name) || DISALLOWED_PREFIXES.some((prefix) => name.startsWith(prefix));
}

/**
 * Without what functions are not shown.
 *
 * @param {import('./headers.mjs').Headers} headers
 * @returns {import('./headers.mjs').Headers}
 */
export function exposed(headers) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !isDisallowed(name)));
}

/**
 * What a function did that it must not.
 *
 * @param {'viewer-request' | 'origin-response'} event
 * @param {import('./headers.mjs').Headers} before what the function was given
 * @param {import('./headers.mjs').Headers} after what it returned
 * @returns {string | null} one line that names the header
 */
export function faultOf(event, before, after) {
  const disallowed = Object.keys(after).find((name) => isDisallowed(name));
  if (disallowed !== undefined) {
    return `expected no disallowed header but the function added ${disallowed}`;
  }
  const changed = READ_ONLY[event].find((name) => text(before[name]) !== text(after[name]));
  if (changed !== undefined) {
    return `expected read-only headers as they were but the function changed ${changed}`;
  }
  return null;
}

/** @param {import('./headers.mjs').HeaderLine[] | undefined} lines */
function text(lines) {
  return lines === undefined ? null : JSON.stringify(lines.map(({ value }) => value));
}
