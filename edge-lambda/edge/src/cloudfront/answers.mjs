import { setHeader } from './event.mjs';

/**
 * @typedef {import('./event.mjs').Headers} Headers
 * @typedef {import('./event.mjs').Response} Response
 */

export const NOT_KEPT = 'no-store';
export const KEPT_BRIEFLY = 'public, max-age=60';

const REASON_PHRASES = /** @type {Record<number, string>} */ ({
  302: 'Found',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
});

/**
 * What is said with a status.
 *
 * @param {number} status
 */
export function reasonPhrase(status) {
  return REASON_PHRASES[status] ?? 'Error';
}

/**
 * An answer of one line of plain text.
 *
 * @param {number} status
 * @param {string} line without its end
 * @param {string} cacheControl
 * @param {Record<string, string>} [more] further headers, by lower-case name
 * @returns {Response}
 */
export function line(status, line, cacheControl, more = {}) {
  /** @type {Headers} */
  const headers = {};
  setHeader(headers, 'content-type', 'text/plain; charset=utf-8');
  setHeader(headers, 'cache-control', cacheControl);
  protect(headers);
  for (const [name, value] of Object.entries(more)) {
    setHeader(headers, name, value);
  }
  return {
    status: String(status),
    statusDescription: reasonPhrase(status),
    headers,
    body: line + '\n',
    bodyEncoding: 'text',
  };
}

/**
 * Whatever the bytes are, no browser may take them for a document that does something.
 *
 * @param {Headers} headers
 */
export function protect(headers) {
  setHeader(headers, 'x-content-type-options', 'nosniff');
  setHeader(headers, 'content-security-policy', "default-src 'none'; sandbox");
}
