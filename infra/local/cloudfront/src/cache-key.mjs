import { valueOf } from './headers.mjs';

/**
 * @typedef {object} CachePolicy
 * @property {number} minTtlSeconds
 * @property {number} defaultTtlSeconds
 * @property {number} maxTtlSeconds
 * @property {string[]} queryStrings names of the parameters in the key
 * @property {string[]} headers names of the headers in the key, in lower case
 */

/**
 * What CloudFront keeps an answer under, computed from what viewer-request made of the request. It
 * is the path with the query that the policy lets through, as an invalidation names it, and then
 * headers' values.
 *
 * @param {{ uri: string, querystring: string, headers: import('./headers.mjs').Headers }} request
 * @param {CachePolicy} policy
 * @returns {{ path: string, querystring: string, key: string }}
 */
export function cacheKey(request, policy) {
  const querystring = request.querystring
    .split('&')
    .filter((part) => policy.queryStrings.includes(/** @type {string} */ (part.split('=', 1)[0])))
    .join('&');
  const path = querystring === '' ? request.uri : `${request.uri}?${querystring}`;
  const values = policy.headers.map((name) => valueOf(request.headers, name) ?? null);
  return {
    path,
    querystring,
    key: values.length === 0 ? path : path + '\n' + JSON.stringify(values),
  };
}
