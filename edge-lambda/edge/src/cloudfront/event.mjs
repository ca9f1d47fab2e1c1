/**
 * CloudFront's events, as far as they are read or written here.
 *
 * @typedef {Record<string, {key?: string, value: string}[]>} Headers by lower-case name
 *
 * @typedef {object} Request
 * @property {string} method
 * @property {string} uri the path, escapes and all
 * @property {string} querystring without question mark
 * @property {Headers} headers
 * @property {Origin} [origin] only at the origin's side of the cache
 *
 * @typedef {{s3?: {customHeaders?: Headers}, custom?: {customHeaders?: Headers}}} Origin
 *
 * @typedef {object} Response
 * @property {string} status
 * @property {string} statusDescription
 * @property {Headers} headers
 * @property {string} [body]
 * @property {'text' | 'base64'} [bodyEncoding]
 *
 * @typedef {{cf: {config?: {requestId?: string}, request: Request, response?: Response}}} EventRecord
 * @typedef {{Records: [EventRecord]}} CloudFrontEvent
 */

/**
 * What viewer-request tells origin-response of the viewer's own query: a question mark, and the
 * parameters that have a meaning. The origin request policy must forward it; it is in no cache key.
 */
export const QUERY_HEADER = 'x-calotype-query';

/** In a query: this is the viewer that was sent here by a redirect of origin-response. */
export const AGAIN = 'again=1';

/**
 * One header's values, joined by commas as if it had been sent once.
 *
 * @param {Headers} headers
 * @param {string} name in lower case
 * @returns {string | undefined} undefined where it was not sent
 */
export function headerOf(headers, name) {
  return headers[name]?.map((line) => line.value).join(',');
}

/**
 * Sets a header, in place of what there was.
 *
 * @param {Headers} headers
 * @param {string} name in lower case
 * @param {string} value
 */
export function setHeader(headers, name, value) {
  headers[name] = [{ key: name, value }];
}
