import { line, NOT_KEPT, protect } from './answers.mjs';
import { setHeader } from './event.mjs';

/**
 * What the bucket answered, as viewers may see it.
 *
 * @typedef {import('./event.mjs').CloudFrontEvent} CloudFrontEvent
 * @typedef {import('./event.mjs').Request} Request
 * @typedef {import('./event.mjs').Response} Response
 */

/** What the bucket says for CloudFront alone: the tag by which it invalidates. */
export const CACHE_TAG = 'x-amz-meta-cache-tag';

/** CloudFront refuses an answer in which one of these was touched. */
const READ_ONLY = ['transfer-encoding', 'via'];

/**
 * The request and the response of an origin-response event.
 *
 * @param {CloudFrontEvent} event
 * @returns {{request: Request, response: Response, status: number}}
 */
export function answered(event) {
  const { request, response } = event.Records[0].cf;
  if (response === undefined) {
    throw new Error('expected an origin-response event but got one without a response');
  }
  return { request, response, status: Number(response.status) };
}

/**
 * Whether the bucket has what was asked for: bytes, or that they are unchanged.
 *
 * @param {number} status
 */
export function isStored(status) {
  return (status >= 200 && status < 300) || status === 304;
}

/**
 * Whether the bucket has nothing of this name. It says 403 to who may not list it.
 *
 * @param {number} status
 */
export function isMissing(status) {
  return status === 403 || status === 404;
}

/**
 * The bucket's own answer, without what is none of a viewer's business.
 *
 * @param {Response} response
 * @param {string} cacheControl
 */
export function published(response, cacheControl) {
  const { headers } = response;
  for (const name of Object.keys(headers)) {
    const ofCloudFront = name === CACHE_TAG || name.startsWith('x-amz-cf-');
    if (name.startsWith('x-amz-') && !ofCloudFront) {
      delete headers[name];
    }
  }
  setHeader(headers, 'cache-control', cacheControl);
  protect(headers);
  return response;
}

/** What a viewer can do about a fault of the bucket's, where it is one to tell of. */
const STORAGE_FAULTS = new Map([
  [400, 'expected the path of a picture but storage takes no key like this one: correct the path'],
  [412, 'expected conditions that the picture meets but one of them it does not: ask without it'],
  [416, 'expected a range of the picture but got one beyond its end: ask without it'],
  [500, 'expected the picture but storage failed: try again'],
  [503, 'expected the picture but storage is busy: try again'],
]);

/**
 * The bucket's own faults, without its XML.
 *
 * @param {number} status
 */
export function storageFault(status) {
  const said = STORAGE_FAULTS.get(status);
  return said === undefined
    ? line(502, 'expected the picture but storage answered otherwise: try again', NOT_KEPT)
    : line(status, said, NOT_KEPT);
}

/**
 * Another answer in place of the bucket's.
 *
 * @param {Response} response
 * @param {Response} answer
 */
export function inPlaceOf(response, answer) {
  for (const name of READ_ONLY) {
    const lines = response.headers[name];
    if (lines !== undefined) {
      answer.headers[name] = lines;
    }
  }
  return answer;
}
