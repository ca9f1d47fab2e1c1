import { valueOf } from './headers.mjs';

/**
 * How long an answer is kept: "Managing how long content stays in the cache (expiration)",
 * "Control how long CloudFront caches errors" and "How CloudFront processes HTTP 4xx and 5xx status
 * codes from your origin" in the Developer Guide.
 */

/** CloudFront's own where a distribution says nothing. */
export const ERROR_MIN_TTL_DEFAULT_SECONDS = 10;

/** Errors that are kept whatever the origin says of them, or unless it forbids it. */
const ERRORS_ALWAYS_CACHED = new Set([404, 405, 414, 500, 501, 502, 503, 504]);

/** Errors that are kept where the origin gives a time. */
const ERRORS_CACHED_ON_REQUEST = new Set([400, 403, 412, 415]);

/** Errors of which the origin may forbid that they are kept. */
const ERRORS_THAT_HEED_NO_STORE = new Set([404, 410, 414, 501]);

const REDIRECTS_CACHED_ON_REQUEST = new Set([302, 303, 307, 308]);

/**
 * @param {number} status
 * @param {import('./headers.mjs').Headers} headers of the answer, after origin-response
 * @param {import('./cache-key.mjs').CachePolicy} policy
 * @param {Record<string, number>} errorMinTtlSeconds by status
 * @param {number} nowMs
 * @returns {number | null} seconds; null where it is not kept at all
 */
export function lifetimeSeconds(status, headers, policy, errorMinTtlSeconds, nowMs) {
  if (policy.maxTtlSeconds === 0) {
    return null;
  }
  const said = directives(valueOf(headers, 'cache-control') ?? '');
  const forbidden = said.has('no-store') || said.has('no-cache') || said.has('private');
  const asked = askedSeconds(said, valueOf(headers, 'expires'), nowMs);
  if (status >= 400) {
    return errorSeconds(status, forbidden, asked, policy, errorMinTtlSeconds);
  }
  if (REDIRECTS_CACHED_ON_REQUEST.has(status) && asked === null && !forbidden) {
    return null;
  }
  const wanted = forbidden ? 0 : (asked ?? policy.defaultTtlSeconds);
  return positive(Math.min(Math.max(wanted, policy.minTtlSeconds), policy.maxTtlSeconds));
}

/**
 * @param {number} status
 * @param {boolean} forbidden
 * @param {number | null} asked
 * @param {import('./cache-key.mjs').CachePolicy} policy
 * @param {Record<string, number>} minima
 */
function errorSeconds(status, forbidden, asked, policy, minima) {
  const minimum = minima[status] ?? ERROR_MIN_TTL_DEFAULT_SECONDS;
  const wanted = forbidden ? null : asked;
  if (ERRORS_CACHED_ON_REQUEST.has(status)) {
    return wanted === null
      ? null
      : positive(Math.min(Math.max(wanted, minimum), policy.maxTtlSeconds));
  }
  if (!ERRORS_ALWAYS_CACHED.has(status) || (forbidden && ERRORS_THAT_HEED_NO_STORE.has(status))) {
    return null;
  }
  return positive(Math.max(Math.min(wanted ?? 0, policy.maxTtlSeconds), minimum));
}

/**
 * @param {Map<string, string>} said
 * @param {string | undefined} expires
 * @param {number} nowMs
 */
function askedSeconds(said, expires, nowMs) {
  const age = said.get('s-maxage') ?? said.get('max-age');
  if (age !== undefined && /^\d+$/.test(age)) {
    return Number(age);
  }
  const at = expires === undefined ? Number.NaN : Date.parse(expires);
  return Number.isNaN(at) ? null : Math.max(0, Math.floor((at - nowMs) / 1000));
}

/** @param {string} cacheControl */
function directives(cacheControl) {
  return new Map(
    cacheControl.split(',').map((directive) => {
      const [name = '', value = ''] = directive.trim().toLowerCase().split('=', 2);
      return [name, value.replace(/^"|"$/g, '')];
    }),
  );
}

/** @param {number} seconds */
function positive(seconds) {
  return seconds > 0 ? seconds : null;
}
