import { readyFormat } from '../image-request.mjs';
import { parseName, writeName } from '../variant-name.mjs';
import { KEPT_BRIEFLY, line, NOT_KEPT, protect } from './answers.mjs';
import { headerOf, setHeader } from './event.mjs';
import { again, asNamed, wasHere } from './redirect.mjs';
import {
  answered,
  CACHE_TAG,
  inPlaceOf,
  isMissing,
  isStored,
  published,
  storageFault,
} from './stored.mjs';

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

/** CloudFront waits 30 s for origin-response; what is left is for the way back. */
const MAKE_MS_MAX = 25_000;

/** What the choice of a variant may have depended on, for caches behind CloudFront. */
const VARY = 'Accept, Sec-CH-DPR, Sec-CH-Width, Save-Data';

/**
 * The origin-response handler for pictures: how long an answer may be kept, and what comes instead
 * where the bucket has no such variant.
 *
 * @param {import('../recipe.mjs').Recipe} recipe
 * @param {MakeVariant} make
 * @param {() => number} [nowMs] milliseconds since 1970
 * @returns {(event: CloudFrontEvent) => Promise<Response>}
 */
export function originResponse(recipe, make, nowMs = Date.now) {
  return async (event) => {
    const { request, response, status } = answered(event);
    if (isStored(status)) {
      const kept = keptFor(request, headerOf(response.headers, 'x-amz-meta-v'));
      setHeader(response.headers, 'vary', VARY);
      return published(response, kept);
    }
    const deadlineMs = nowMs() + MAKE_MS_MAX;
    const answer = isMissing(status)
      ? await instead(request, recipe, (order) =>
          make({ ...order, origin: request.origin }, deadlineMs),
        )
      : storageFault(status);
    return inPlaceOf(response, answer);
  };
}

/**
 * What comes in place of a variant that is not there.
 *
 * @param {Request} request
 * @param {import('../recipe.mjs').Recipe} recipe
 * @param {(order: Order) => Promise<Made | NotMade>} make
 * @returns {Promise<Response>}
 */
async function instead(request, recipe, make) {
  const variant = parseName(request.uri.slice(request.uri.lastIndexOf('/') + 1));
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
  const bytesWanted = request.method !== 'HEAD';
  const result = await make({ path: request.uri, bytesWanted });
  if ('status' in result) {
    return notMade(result);
  }
  if (!bytesWanted || result.base64 !== null) {
    return withBody(result, keptFor(request, result.v));
  }
  // Any viewer can write what tells of a redirect, so only another redirect depends on it. After
  // one, and with nothing in the bucket still, an error is better than a circle.
  return wasHere(request)
    ? line(502, 'expected the variant in storage by now but found none', NOT_KEPT)
    : again(request);
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
  const passes = status >= 500 || status === 429;
  return line(
    status,
    message,
    passes ? NOT_KEPT : (cacheControl ?? KEPT_BRIEFLY),
    retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  );
}
