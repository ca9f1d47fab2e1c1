import { fromObject, set, valueOf } from './headers.mjs';

/**
 * Answers on their way to viewers.
 *
 * @typedef {import('./cache.mjs').Answer} Answer
 * @typedef {import('./headers.mjs').Headers} Headers
 */

const VIA = '1.1 calotype.cloudfront.local (CloudFront)';

/**
 * One line of text. CloudFront answers with a page of HTML; the status is the same.
 *
 * @param {number} status
 * @param {string} line
 * @param {string} xCache what CloudFront's X-Cache says
 * @returns {Answer}
 */
export function line(status, line, xCache) {
  return {
    status,
    headers: fromObject({
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Cache': `${xCache} from cloudfront`,
      Via: VIA,
    }),
    body: Buffer.from(line + '\n'),
  };
}

/**
 * What a function generated.
 *
 * @param {import('./function-result.mjs').EdgeResponse} response
 * @returns {Answer}
 */
export function generated(response) {
  return {
    status: Number(response.status),
    headers: withoutLength(response.headers),
    body: Buffer.from(response.body ?? '', response.bodyEncoding === 'base64' ? 'base64' : 'utf8'),
  };
}

/**
 * Where an answer comes from, and its age.
 *
 * @param {Answer} answer
 * @param {string} xCache
 * @param {number | null} ageSeconds null where it comes straight from the origin
 * @returns {Answer}
 */
export function marked(answer, xCache, ageSeconds) {
  const headers = { ...answer.headers };
  set(headers, 'X-Cache', `${xCache} from cloudfront`);
  set(headers, 'Via', VIA);
  if (ageSeconds !== null) {
    set(headers, 'Age', String(ageSeconds));
  }
  return { ...answer, headers };
}

/**
 * "Understanding response headers policies": removes first, then sets.
 *
 * @param {Headers} headers
 * @param {import('./delivery.mjs').ResponseHeadersPolicy} policy
 * @param {Headers} request CORS headers go to those who say where they come from
 * @returns {Headers}
 */
export function withPolicy(headers, policy, request) {
  const removed = new Set(policy.remove.map((name) => name.toLowerCase()));
  const result = Object.fromEntries(Object.entries(headers).filter(([name]) => !removed.has(name)));
  Object.entries(policy.set).forEach(([key, value]) => set(result, key, value));
  if (policy.contentTypeOptions) {
    set(result, 'X-Content-Type-Options', 'nosniff');
  }
  if (policy.corsAnyOrigin && valueOf(request, 'origin') !== undefined) {
    set(result, 'Access-Control-Allow-Origin', '*');
  }
  return result;
}

/**
 * @param {Headers} headers
 * @returns {Headers}
 */
function withoutLength(headers) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-length'));
}
