import { CSS_PX_MAX } from '../parameters.mjs';
import { decode, viewerPath } from '../percent.mjs';
import { line, NOT_KEPT } from './answers.mjs';
import { AGAIN, headerOf, QUERY_HEADER } from './event.mjs';

/**
 * Answers that send a viewer to where the bytes stand: larger ones than a function may answer go
 * through the bucket.
 *
 * @typedef {import('./event.mjs').Request} Request
 * @typedef {import('./event.mjs').Response} Response
 */

/**
 * Whether the viewer was sent here by {@link again}, or says so.
 *
 * @param {Request} request
 */
export function wasHere(request) {
  return (headerOf(request.headers, QUERY_HEADER) ?? '').endsWith('&' + AGAIN);
}

/**
 * To the same picture, once more.
 *
 * @param {Request} request
 * @returns {Response}
 */
export function again(request) {
  const query = headerOf(request.headers, QUERY_HEADER);
  return query === undefined
    ? line(502, `expected ${QUERY_HEADER} of viewer-request: it must be forwarded`, NOT_KEPT)
    : found(pathOf(request) + query + '&' + AGAIN);
}

/**
 * To a variant of the same picture that any viewer may ask for by name.
 *
 * @param {Request} request
 * @param {import('../variant-name.mjs').VariantName} name a step of the ladder
 * @returns {Response}
 */
export function asNamed(request, { widthPx, ratio, format }) {
  const width =
    widthPx <= CSS_PX_MAX ? `w=${widthPx}` : `dpr=2&w=${Math.floor(widthPx / 2)}`;
  const crop = ratio === null ? '' : `&fit=cover&ratio=${ratio}`;
  const v = request.querystring === '' ? '' : '&' + request.querystring;
  return found(`${pathOf(request)}?${width}${crop}&format=${format}${v}`);
}

/** @param {Request} request */
function pathOf({ uri }) {
  return viewerPath(decode(uri.slice(1, uri.lastIndexOf('/'))) ?? '');
}

/** @param {string} location */
function found(location) {
  return line(302, 'the picture is ready: ask for it again', NOT_KEPT, { location });
}
