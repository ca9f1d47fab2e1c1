import { readyFormat } from '../image-request.mjs';
import { parseName, writeName } from '../variant-name.mjs';
import { KEPT_BRIEFLY, line, NOT_KEPT, protect } from './answers.mjs';
import { headerOf, setHeader } from './event.mjs';
import { again, asNamed, wasHere } from './redirect.mjs';
import { MANIFEST } from './viewer-request-manifest.mjs';

/**
 * @typedef {import('./event.mjs').CloudFrontEvent} CloudFrontEvent
 * @typedef {import('./event.mjs').Headers} Headers
 * @typedef {import('./event.mjs').Origin} Origin
 * @typedef {import('./event.mjs').Request} Request
 * @typedef {import('./event.mjs').Response} Response
 *
 * @typedef {object} Made a variant that stands in the bucket now
 * @property {string} contentType
 * @property {string} etag with quotes
 * @property {string} v the version of the picture that it was made of
 * @property {string | null} cacheTag
 * @property {string | null} base64 its bytes, where they were wanted and fit into an answer
 *
 * @typedef {object} NotMade
 * @property {number} status the HTTP status for the viewer
 * @property {string} message one line
 * @property {string} [cacheControl]
 * @property {string} [retryAfter] seconds
 *
 * @typedef {object} Order
 * @property {string} path of the variant at the origin
 * @property {boolean} bytesWanted
 * @property {Origin} [origin] as the event has it
 *
 * @callback MakeVariant has a variant made, unless it is there; never throws
 * @param {Order} order
 * @param {number} deadlineMs when the answer must be there, in milliseconds since 1970
 * @returns {Promise<Made | NotMade>}
 */

const KEPT_A_YEAR = 'public, max-age=31536000, immutable';
const MANIFEST_KEPT = 'public, max-age=5';

/** CloudFront waits 30 s for origin-response; what is left is for the way back. */
const MAKE_MS_MAX = 25_000;

/** What the choice of a variant may have depended on, for caches behind CloudFront. */
const VARY = 'Accept, Sec-CH-DPR, Sec-CH-Width, Save-Data';

/** CloudFront refuses an answer in which one of these was touched. */
const READ_ONLY = ['transfer-encoding', 'via'];

/** What the bucket says for CloudFront alone: the tag by which it invalidates. */
const CACHE_TAG = 'x-amz-meta-cache-tag';

/**
 * The origin-response handler: how long an answer may be kept, and what comes instead where the
 * bucket has no such variant.
 *
 * @param {import('../recipe.mjs').Recipe} recipe
 * @param {MakeVariant} make
 * @param {() => number} [nowMs] milliseconds since 1970
 * @returns {(event: CloudFrontEvent) => Promise<Response>}
 */
export function originResponse(recipe, make, nowMs = Date.now) {
  return async (event) => {
    const { request, response } = event.Records[0].cf;
    if (response === undefined) {
      throw new Error('expected an origin-response event but got one without a response');
    }
    const answer = await answerTo(request, response, recipe, (order) =>
      make({ ...order, origin: request.origin }, nowMs() + MAKE_MS_MAX),
    );
    return answer === response ? answer : withReadOnly(answer, response);
  };
}

/**
 * @param {Request} request
 * @param {Response} response
 * @param {import('../recipe.mjs').Recipe} recipe
 * @param {(order: Order) => Promise<Made | NotMade>} make
 * @returns {Promise<Response>}
 */
async function answerTo(request, response, recipe, make) {
  const status = Number(response.status);
  const name = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if ((status >= 200 && status < 300) || status === 304) {
    const v = headerOf(response.headers, 'x-amz-meta-v');
    const kept = name === MANIFEST ? MANIFEST_KEPT : keptFor(request, v);
    return published(response, kept);
  }
  if (status !== 403 && status !== 404) {
    return storageFault(status);
  }
  if (name === MANIFEST) {
    return line(404, 'there is no manifest for this key, or not yet', NOT_KEPT);
  }
  const variant = parseName(name);
  if (variant === null) {
    return line(404, 'there is no such picture', KEPT_BRIEFLY);
  }
  return recipe.slowFormats.includes(variant.format) && variant.format !== 'jpeg'
    ? neighbour(request, variant, recipe, make)
    : made(request, make);
}

/**
 * A variant that nobody has asked for before.
 *
 * @param {Request} request
 * @param {(order: Order) => Promise<Made | NotMade>} make
 */
async function made(request, make) {
  if (wasHere(request)) {
    // Redirected once already, and the bucket still has nothing: better an error than a circle.
    return line(502, 'expected the variant in storage by now but found none', NOT_KEPT);
  }
  const bytesWanted = request.method !== 'HEAD';
  const result = await make({ path: request.uri, bytesWanted });
  if ('status' in result) {
    return notMade(result);
  }
  return bytesWanted && result.base64 === null
    ? again(request)
    : withBody(result, keptFor(request, result.v));
}

/**
 * A format that takes the job a while, and may never come: the viewer gets another one now, and
 * asks again in a minute.
 *
 * @param {Request} request
 * @param {import('../variant-name.mjs').VariantName} variant
 * @param {import('../recipe.mjs').Recipe} recipe
 * @param {(order: Order) => Promise<Made | NotMade>} make
 */
async function neighbour(request, variant, recipe, make) {
  const bytesWanted = request.method !== 'HEAD';
  const folder = request.uri.slice(0, request.uri.lastIndexOf('/') + 1);
  /** @type {Made | NotMade} */
  let result = { status: 404, message: 'there is no such picture' };
  for (const format of new Set([readyFormat(recipe), 'jpeg'])) {
    const name = { ...variant, format };
    result = await make({ path: folder + writeName(name), bytesWanted });
    if (!('status' in result)) {
      return bytesWanted && result.base64 === null
        ? asNamed(request, name)
        : withBody(result, KEPT_BRIEFLY);
    }
    if (result.status < 500) {
      break;
    }
  }
  return notMade(/** @type {NotMade} */ (result));
}

/**
 * @param {Request} request
 * @param {string | undefined} v of the bytes that are answered
 */
function keptFor(request, v) {
  return v !== undefined && request.querystring === 'v=' + v ? KEPT_A_YEAR : KEPT_BRIEFLY;
}

/**
 * The bucket's own answer, with what viewers may know.
 *
 * @param {Response} response
 * @param {string} cacheControl
 */
function published(response, cacheControl) {
  const { headers } = response;
  for (const name of Object.keys(headers)) {
    const ofCloudFront = name === CACHE_TAG || name.startsWith('x-amz-cf-');
    if (name.startsWith('x-amz-') && !ofCloudFront) {
      delete headers[name];
    }
  }
  setHeader(headers, 'cache-control', cacheControl);
  if (cacheControl !== MANIFEST_KEPT) {
    setHeader(headers, 'vary', VARY);
  }
  protect(headers);
  return response;
}

/**
 * @param {Made} made
 * @param {string} cacheControl
 * @returns {Response}
 */
function withBody({ contentType, etag, cacheTag, base64 }, cacheControl) {
  /** @type {Headers} */
  const headers = {};
  setHeader(headers, 'content-type', contentType);
  setHeader(headers, 'etag', etag);
  setHeader(headers, 'cache-control', cacheControl);
  setHeader(headers, 'vary', VARY);
  if (cacheTag !== null) {
    setHeader(headers, CACHE_TAG, cacheTag);
  }
  protect(headers);
  const body = base64 ?? '';
  return { status: '200', statusDescription: 'OK', headers, body, bodyEncoding: 'base64' };
}

/** @param {NotMade} refused */
function notMade({ status, message, cacheControl, retryAfter }) {
  return line(
    status,
    message,
    cacheControl ?? (status < 500 && status !== 429 ? KEPT_BRIEFLY : NOT_KEPT),
    retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  );
}

/**
 * The bucket's own faults, without its XML: what a viewer can do about them is in the status.
 *
 * @param {number} status
 */
function storageFault(status) {
  const passedOn = [400, 412, 416, 500, 503].includes(status);
  return passedOn
    ? line(status, `expected the picture but storage answered ${status}`, NOT_KEPT)
    : line(502, 'expected the picture but storage answered otherwise', NOT_KEPT);
}

/**
 * @param {Response} answer
 * @param {Response} response
 */
function withReadOnly(answer, response) {
  for (const name of READ_ONLY) {
    const lines = response.headers[name];
    if (lines !== undefined) {
      answer.headers[name] = lines;
    }
  }
  return answer;
}
