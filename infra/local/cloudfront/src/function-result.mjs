import { faultOf } from './header-rules.mjs';

/**
 * Whether what a function returned is what CloudFront takes; it answers 502 where it is not.
 *
 * @typedef {import('./headers.mjs').Headers} Headers
 *
 * @typedef {object} EdgeRequest
 * @property {string} clientIp
 * @property {string} method
 * @property {string} uri
 * @property {string} querystring
 * @property {Headers} headers
 *
 * @typedef {object} EdgeResponse
 * @property {string} status three digits
 * @property {string} [statusDescription]
 * @property {Headers} headers
 * @property {string} [body]
 * @property {'text' | 'base64'} [bodyEncoding]
 */

/** Bytes of a generated answer, headers and base64 included: "Quotas on Lambda@Edge". */
export const GENERATED_BYTES_MAX = {
  'viewer-request': 40 * 1024,
  'origin-response': 1024 * 1024,
};

const URI_LENGTH_MAX = 8192;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Says that what a function returned is not what CloudFront takes. */
export class InvalidResultError extends Error {}

/**
 * The request that viewer-request hands on, or the response that it answers with.
 *
 * @param {unknown} result
 * @param {EdgeRequest} given
 * @returns {{ request: EdgeRequest } | { response: EdgeResponse }}
 */
export function viewerRequestResult(result, given) {
  const returned = object(result);
  if ('status' in returned) {
    return { response: response('viewer-request', returned, {}) };
  }
  const request = /** @type {EdgeRequest} */ ({ ...given, ...returned });
  if (typeof request.uri !== 'string' || !/^\/[\x21-\x7e]*$/.test(request.uri)) {
    throw new InvalidResultError('expected uri to be a path in ASCII with a leading slash');
  }
  if (request.uri.length + String(request.querystring).length > URI_LENGTH_MAX) {
    throw new InvalidResultError(
      `expected uri and querystring of at most ${URI_LENGTH_MAX} characters`,
    );
  }
  if (/[?#]/.test(request.uri) || !/^[\x21-\x7e]*$/.test(String(request.querystring))) {
    throw new InvalidResultError('expected uri without a query, and querystring in ASCII');
  }
  if (request.method !== given.method || request.clientIp !== given.clientIp) {
    throw new InvalidResultError('expected method and clientIp as they were: they are read-only');
  }
  request.headers = headers('viewer-request', request.headers, given.headers);
  return { request };
}

/**
 * The response that origin-response returns.
 *
 * @param {unknown} result
 * @param {Headers} given the headers of the origin's answer
 * @returns {EdgeResponse}
 */
export function originResponseResult(result, given) {
  return response('origin-response', object(result), given);
}

/**
 * @param {'viewer-request' | 'origin-response'} event
 * @param {Record<string, unknown>} returned
 * @param {Headers} given
 * @returns {EdgeResponse}
 */
function response(event, returned, given) {
  const { status, statusDescription, body, bodyEncoding } = returned;
  if (!/^[1-5][0-9]{2}$/.test(String(status)) || Number(status) < 200) {
    throw new InvalidResultError(`expected a status of 200 to 599 but got ${String(status)}`);
  }
  if (body !== undefined && typeof body !== 'string') {
    throw new InvalidResultError('expected body to be a string');
  }
  if (bodyEncoding !== undefined && bodyEncoding !== 'text' && bodyEncoding !== 'base64') {
    throw new InvalidResultError('expected bodyEncoding to be text or base64');
  }
  /** @type {EdgeResponse} */
  const valid = {
    status: String(status),
    headers: headers(event, returned['headers'] ?? {}, given),
    ...(typeof statusDescription === 'string' && { statusDescription }),
    ...(body !== undefined && { body }),
    ...(bodyEncoding !== undefined && { bodyEncoding }),
  };
  const bytes = body === undefined ? 0 : Buffer.byteLength(JSON.stringify(valid));
  if (bytes > GENERATED_BYTES_MAX[event]) {
    throw new InvalidResultError(
      `expected a generated response of at most ${GENERATED_BYTES_MAX[event]} bytes but got ${bytes}`,
    );
  }
  return valid;
}

/**
 * @param {'viewer-request' | 'origin-response'} event
 * @param {unknown} returned
 * @param {Headers} given
 * @returns {Headers}
 */
function headers(event, returned, given) {
  const entries = Object.entries(object(returned));
  for (const [name, lines] of entries) {
    if (!HEADER_NAME.test(name)) {
      throw new InvalidResultError(
        `expected header names in lower case but got ${JSON.stringify(name)}`,
      );
    }
    if (!Array.isArray(lines) || !lines.every((line) => isLine(line, name))) {
      throw new InvalidResultError(
        `expected ${name} to be a list of {key, value} without line breaks`,
      );
    }
  }
  const valid = /** @type {Headers} */ (Object.fromEntries(entries));
  const fault = faultOf(event, given, valid);
  if (fault !== null) {
    throw new InvalidResultError(fault);
  }
  return valid;
}

/**
 * @param {unknown} line
 * @param {string} name
 */
function isLine(line, name) {
  const { key = name, value } = /** @type {any} */ (line ?? {});
  return (
    typeof value === 'string' &&
    HEADER_VALUE.test(value) &&
    typeof key === 'string' &&
    key.toLowerCase() === name
  );
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
function object(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidResultError(`expected an object but got ${JSON.stringify(value)}`);
  }
  return /** @type {Record<string, unknown>} */ (value);
}
