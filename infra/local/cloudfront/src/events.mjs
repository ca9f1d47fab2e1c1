import { copy, fromObject } from './headers.mjs';
import { exposed } from './header-rules.mjs';

/**
 * Events as Lambda@Edge functions get them: "Lambda@Edge event structure" in the Developer Guide.
 *
 * @typedef {import('./function-result.mjs').EdgeRequest} EdgeRequest
 *
 * @typedef {object} Identity
 * @property {string} distributionDomainName
 * @property {string} distributionId
 */

/**
 * @param {Identity} identity
 * @param {string} requestId
 * @param {EdgeRequest} request
 */
export function viewerRequestEvent(identity, requestId, request) {
  return record(
    { ...identity, eventType: 'viewer-request', requestId },
    { request: shown(request) },
  );
}

/**
 * @param {Identity} identity
 * @param {string} requestId
 * @param {EdgeRequest} request as the origin got it
 * @param {object} origin
 * @param {{ status: number, statusText: string, headers: import('./headers.mjs').Headers }} answer
 */
export function originResponseEvent(identity, requestId, request, origin, answer) {
  return record(
    { ...identity, eventType: 'origin-response', requestId },
    {
      request: { ...shown(request), origin },
      response: {
        status: String(answer.status),
        statusDescription: answer.statusText,
        headers: exposed(copy(answer.headers)),
      },
    },
  );
}

/**
 * The origin of an event, a bucket.
 *
 * @param {string} domainName
 * @param {string} region
 * @param {Record<string, string>} customHeaders
 */
export function s3Origin(domainName, region, customHeaders) {
  return {
    s3: {
      authMethod: 'none', // so it is with origin access control; 'origin-access-identity' is the older way
      customHeaders: fromObject(customHeaders),
      domainName,
      path: '',
      region,
    },
  };
}

/** @param {EdgeRequest} request */
function shown(request) {
  const { clientIp, headers, method, querystring, uri } = request;
  return { clientIp, headers: exposed(copy(headers)), method, querystring, uri };
}

/**
 * @template T
 * @param {object} config
 * @param {T} rest
 */
function record(config, rest) {
  const cf = { config, ...rest };
  return /** @type {{ Records: [{ cf: typeof cf }] }} */ ({ Records: [{ cf }] });
}
