import { originResponse } from '../src/cloudfront/origin-response.mjs';
import { viewerRequest } from '../src/cloudfront/viewer-request.mjs';
import { keysOf, verifyWith } from '../src/node/signing-keys.mjs';
import { signUrl } from '../src/node/url-signer.mjs';
import { recipeOf } from '../src/recipe.mjs';
import { EDGE_CONFIG } from '../testing/edge-config.mjs';
import { originResponseEvent, viewerRequestEvent } from '../testing/events.mjs';
import { vectors } from '../testing/vectors.mjs';

/**
 * What the functions at the edge are asked. Each event's URL is its own, by key or by `v`, so that
 * nothing which is kept by URL can help.
 *
 * @typedef {import('./measure.mjs').Case} Case
 * @typedef {(event: any) => Promise<any>} Handler
 */

const BROWSER = {
  Accept: 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
  'Accept-Encoding': 'gzip, deflate, br',
  'Accept-Language': 'en-US,en;q=0.9',
  Referer: 'https://www.example.org/gallery?page=3',
};

/** A picture of some 100 KB, as rendering on the fly answers it. */
const BASE64 = Buffer.alloc(100_000, 'picture').toString('base64');

/** @param {number} i */
const versionOf = (i) => i.toString(16).padStart(16, '0');

/** @param {number} i */
const keyOf = (i) => `holiday/köln-${String(i).padStart(8, '0')}.jpg`;

/** @param {number} i */
const pathOf = (i) => '/' + encodeURI(keyOf(i));

/** A key as long as keys may be, of two escapes a character, of which the last eight tell it apart. */
const longest = (/** @type {number} */ i) =>
  '/' +
  '%C3%B6'.repeat(248) +
  [...i.toString(16).toUpperCase().padStart(8, '0')].map((digit) => '%C3%B' + digit).join('');

/**
 * @param {Record<string, Handler>} handlers the bundled functions, by name
 * @returns {Case[]}
 */
export function casesOf(handlers) {
  return [
    ...viewerRequests(handlers['viewer-request']),
    ...viewerRequestsForManifests(handlers['viewer-request-manifest']),
    ...originResponses(handlers['origin-response']),
    ...originResponsesForManifests(handlers['origin-response-manifest']),
  ];
}

/**
 * @param {Handler} handler
 * @returns {Case[]}
 */
function viewerRequests(handler) {
  /**
   * @param {string} request
   * @param {Handler} call
   * @param {(i: number) => string} urlOf
   * @param {(answer: any, i: number) => boolean} isRight
   */
  const asked = (request, call, urlOf, isRight) => ({
    function: 'viewer-request',
    request,
    call,
    event: (/** @type {number} */ i) => viewerRequestEvent(urlOf(i), BROWSER),
    isRight,
  });
  /**
   * @param {(i: number) => string} path
   * @param {(i: number) => string} query
   */
  const variantOf = (path, query) => (/** @type {any} */ answer, /** @type {number} */ i) =>
    answer.status === undefined &&
    answer.uri.startsWith(path(i) + '/w') &&
    /\/w[0-9]+(-[0-9]+x[0-9]+)?\.[a-z]+$/.test(answer.uri) &&
    answer.querystring === query(i);
  const noVersion = () => '';
  const version = (/** @type {number} */ i) => 'v=' + versionOf(i);
  const srcset = (/** @type {number} */ i) =>
    `${pathOf(i)}?w=640&aspect=4032:3024&format=webp&${version(i)}`;
  const refused = (/** @type {any} */ answer) => answer.status === '400';
  return [
    asked('control', theRequest, srcset, (answer, i) => answer.uri === pathOf(i)),
    asked('a path alone', handler, pathOf, variantOf(pathOf, noVersion)),
    asked('a srcset’s URL', handler, srcset, variantOf(pathOf, version)),
    asked(
      'every parameter',
      handler,
      (i) =>
        `/a.jpg?w=300&h=200&aspect=4032:3024&fit=cover&ratio=4%3A3&format=auto&dpr=2.5&${version(i)}&utm=1`,
      variantOf(() => '/a.jpg', version),
    ),
    asked('refused with 400', handler, (i) => `${pathOf(i)}?w=640px`, refused),
    asked('the longest key', handler, (i) => `${longest(i)}?w=640`, variantOf(longest, noVersion)),
    asked(
      'a thousand parameters',
      handler,
      (i) => `${pathOf(i)}?${'x=1&'.repeat(1000)}`,
      variantOf(pathOf, noVersion),
    ),
    asked('signed', ...signedRequests(), variantOf(pathOf, version)),
  ];
}

/**
 * A handler that has the keys, and the URLs that it is asked.
 *
 * @returns {[Handler, (i: number) => string]}
 */
function signedRequests() {
  const { secrets, now } = vectors('signed-urls.json');
  const keys = keysOf(JSON.stringify({ keys: secrets }));
  const verify = verifyWith(keys, now * 1000);
  const [kid, secret] = [...keys][0];
  return [
    viewerRequest(recipeOf(EDGE_CONFIG.recipe), { verifier: async () => verify }),
    (i) =>
      signUrl(
        { kid, secret },
        keyOf(i),
        { w: '777', h: '333', fit: 'cover', ratio: '7:3', format: 'webp', dpr: '2', v: versionOf(i) },
        now + 1,
      ),
  ];
}

/**
 * @param {Handler} handler
 * @returns {Case[]}
 */
function viewerRequestsForManifests(handler) {
  const folder = '/_calotype/manifest';
  const named = { function: 'viewer-request-manifest' };
  const event = (/** @type {number} */ i) => viewerRequestEvent(folder + pathOf(i), BROWSER);
  return [
    {
      ...named,
      request: 'control',
      call: theRequest,
      event,
      isRight: (answer, i) => answer.uri === folder + pathOf(i),
    },
    {
      ...named,
      request: 'a manifest',
      call: handler,
      event,
      isRight: (answer, i) => answer.uri === pathOf(i) + '/manifest.json',
    },
  ];
}

/**
 * What calls the function that renders on the fly is left out: there is no network here.
 *
 * @param {Handler} handler
 * @returns {Case[]}
 */
function originResponses(handler) {
  const made = originResponse(recipeOf(EDGE_CONFIG.recipe), makeVariant);
  const slow = originResponse(recipeOf(vectors('signed-urls.json').recipes.slow), makeVariant);
  /**
   * @param {string} request
   * @param {Handler} call
   * @param {string} name of the variant
   * @param {number} status of the bucket
   * @param {(answer: any, i: number) => boolean} isRight
   */
  const asked = (request, call, name, status, isRight) => ({
    function: 'origin-response',
    request,
    call,
    event: (/** @type {number} */ i) =>
      originResponseEvent(pathOf(i) + name, {
        querystring: 'v=' + versionOf(i),
        query: '?w=640&v=' + versionOf(i),
        status,
        headers: status < 400 ? { 'x-amz-meta-v': versionOf(i), ETag: `"${versionOf(i)}"` } : {},
      }),
    isRight,
  });
  const isMade = (/** @type {string} */ name, /** @type {RegExp} */ kept) =>
    (/** @type {any} */ answer, /** @type {number} */ i) =>
      answer.status === '200' &&
      answer.body === BASE64 &&
      answer.headers.etag[0].value === `"${pathOf(i)}${name}"` &&
      kept.test(answer.headers['cache-control'][0].value);
  return [
    asked('control, the bucket’s answer', theResponse, '/w640.webp', 200, isOfVersion),
    asked(
      'a variant that is stored',
      handler,
      '/w640.webp',
      200,
      (answer, i) =>
        isOfVersion(answer, i) &&
        answer.headers['cache-control'][0].value.endsWith('immutable') &&
        answer.headers['x-amz-meta-source-etag'] === undefined,
    ),
    asked('a crop that was made meanwhile', made, '/w640-1x1.webp', 403, isMade('/w640-1x1.webp', /60/)),
    asked('a slow format that is not there', slow, '/w640.avif', 403, isMade('/w640.webp', /60/)),
    asked('no such picture', handler, '', 403, (answer) => answer.status === '404'),
  ];
}

/**
 * @param {Handler} handler
 * @returns {Case[]}
 */
function originResponsesForManifests(handler) {
  /**
   * @param {string} request
   * @param {Handler} call
   * @param {number} status of the bucket
   * @param {(answer: any, i: number) => boolean} isRight
   */
  const asked = (request, call, status, isRight) => ({
    function: 'origin-response-manifest',
    request,
    call,
    event: (/** @type {number} */ i) =>
      originResponseEvent(pathOf(i) + '/manifest.json', {
        query: null,
        status,
        headers: status < 400 ? { 'Content-Type': 'application/json', ETag: `"${versionOf(i)}"` } : {},
      }),
    isRight,
  });
  return [
    asked('control, the bucket’s answer', theResponse, 200, isOfVersion),
    asked(
      'a manifest that is stored',
      handler,
      200,
      (answer, i) =>
        isOfVersion(answer, i) && answer.headers['cache-control'][0].value === 'public, max-age=5',
    ),
    asked('no manifest yet', handler, 403, (answer) => answer.status === '404'),
  ];
}

/** The control of viewers' requests: nothing is done in the same harness. */
const theRequest = async (/** @type {any} */ event) => event.Records[0].cf.request;

/** That of the bucket's answers. */
const theResponse = async (/** @type {any} */ event) => event.Records[0].cf.response;

/**
 * @param {any} answer
 * @param {number} i
 */
const isOfVersion = (answer, i) =>
  answer.status === '200' && answer.headers.etag[0].value === `"${versionOf(i)}"`;

/** @type {import('../src/cloudfront/origin-response.mjs').MakeVariant} */
const makeVariant = async ({ path }) => ({
  contentType: 'image/webp',
  etag: `"${path}"`,
  v: '0123456789abcdef',
  cacheTag: 'f00f00f00f00f00f',
  base64: BASE64,
});
