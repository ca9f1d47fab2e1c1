import { parseImageRequest } from '../image-request.mjs';
import { knownParameters } from '../parameters.mjs';
import { KEPT_BRIEFLY, line, NOT_KEPT } from './answers.mjs';
import { AGAIN, headerOf, QUERY_HEADER, setHeader } from './event.mjs';

/**
 * @typedef {import('./event.mjs').CloudFrontEvent} CloudFrontEvent
 * @typedef {import('./event.mjs').Request} Request
 * @typedef {import('./event.mjs').Response} Response
 * @typedef {import('../signature.mjs').Verify} Verify
 *
 * @typedef {object} UrlKeys the keys that sign URLs
 * @property {(kid: string) => Promise<Verify | null>} verifier with the keys as they are now, of
 *     which this one should be one; null where they cannot be had
 */

const HEADERS = ['accept', 'sec-ch-dpr', 'sec-ch-width', 'save-data'];

/** A query that may hold `sig`, escaped or not. */
const MAYBE_SIGNED = /sig|%/i;
const HAS_AGAIN = new RegExp(`(?:^|&)${AGAIN}(?:&|$)`);

/**
 * The viewer-request handler for pictures: rewrites the request to the one variant that fits the
 * viewer, or answers with what is wrong about it. Only a signed request waits for something, the
 * keys.
 *
 * After it the cache key is the path with `v`, whatever the viewer's URL and headers were.
 *
 * @param {import('../recipe.mjs').Recipe} recipe
 * @param {UrlKeys | null} keys null where no URL is signed
 * @returns {(event: CloudFrontEvent) => Promise<Request | Response>}
 */
export function viewerRequest(recipe, keys) {
  return async (event) => {
    const { request } = event.Records[0].cf;
    const wrong = wrongMethod(request);
    if (wrong !== null) {
      return wrong;
    }
    const kid = keys === null ? null : kidOf(request.querystring);
    if (keys === null || kid === null) {
      return rewritten(request, recipe);
    }
    const verify = await keys.verifier(kid);
    return verify === null
      ? line(503, 'expected to reach the keys of signed URLs but could not', NOT_KEPT, {
          'retry-after': '5',
        })
      : rewritten(request, recipe, verify);
  };
}

/**
 * The answer to anything but GET and HEAD.
 *
 * @param {Request} request
 * @returns {Response | null} null where all is well
 */
export function wrongMethod({ method }) {
  return method === 'GET' || method === 'HEAD'
    ? null
    : line(405, 'expected GET or HEAD', NOT_KEPT, { allow: 'GET, HEAD' });
}

/**
 * @param {Request} request
 * @param {import('../recipe.mjs').Recipe} recipe
 * @param {Verify} [verify]
 * @returns {Request | Response}
 */
function rewritten(request, recipe, verify) {
  /** @type {Record<string, string | undefined>} */
  const headers = {};
  for (const name of HEADERS) {
    headers[name] = headerOf(request.headers, name);
  }
  const picture = parseImageRequest(request.uri, request.querystring, headers, recipe, verify);
  if ('status' in picture) {
    const kept = picture.status === 403 || picture.status === 410 ? NOT_KEPT : KEPT_BRIEFLY;
    return line(picture.status, picture.message, kept);
  }
  const again = HAS_AGAIN.test(request.querystring) ? '&' + AGAIN : '';
  setHeader(request.headers, QUERY_HEADER, '?' + picture.query + again);
  request.uri = picture.originPath;
  request.querystring = picture.v === null ? '' : 'v=' + picture.v;
  return request;
}

/**
 * Which key a request is signed with; null where it is not signed, or so badly that the parser will
 * say what is wrong without any key.
 *
 * @param {string} rawQuery
 */
function kidOf(rawQuery) {
  if (!MAYBE_SIGNED.test(rawQuery)) {
    return null;
  }
  try {
    const raw = knownParameters(rawQuery);
    return raw.has('sig') ? (raw.get('kid') ?? null) : null;
  } catch {
    return null;
  }
}
