import { compiled, normalised } from './paths.mjs';

/**
 * The behaviours of `infra/delivery/delivery.json`, which CloudFront is deployed with too. Its form
 * is checked by the schema beside it when the project is built; here only names are resolved.
 *
 * @typedef {object} ResponseHeadersPolicy
 * @property {Record<string, string>} set
 * @property {boolean} contentTypeOptions
 * @property {boolean} corsAnyOrigin
 * @property {string[]} remove
 *
 * @typedef {object} Behaviour
 * @property {RegExp} pattern
 * @property {string} origin
 * @property {Set<string>} methods
 * @property {boolean} forwardsHost
 * @property {string[]} forwardHeaders
 * @property {import('./cache-key.mjs').CachePolicy} cachePolicy
 * @property {ResponseHeadersPolicy} headersPolicy
 * @property {string | null} viewerRequest the function's name
 * @property {string | null} originResponse the function's name
 *
 * @typedef {object} Delivery
 * @property {string} cacheTagHeader
 * @property {Record<number, string>} errorMinTtlSeconds
 * @property {Record<string, 'viewer-request' | 'origin-response'>} functions
 */

const METHODS = {
  read: ['GET', 'HEAD'],
  all: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
};

export class Behaviours {
  /** @param {any} delivery */
  constructor(delivery) {
    /** @type {Behaviour[]} */
    this.all = delivery.behaviours.map((/** @type {any} */ each) => ({
      pattern: compiled(each.pathPattern),
      origin: known(delivery.origins, each.origin) && each.origin,
      methods: new Set(METHODS[/** @type {'read' | 'all'} */ (each.methods)]),
      forwardsHost: each.forward === 'all-viewer',
      forwardHeaders: each.forwardHeaders,
      cachePolicy: known(delivery.cachePolicies, each.cachePolicy),
      headersPolicy: known(delivery.responseHeadersPolicies, each.responseHeadersPolicy),
      viewerRequest: functionFor('viewer-request', each.functions, delivery.functions),
      originResponse: functionFor('origin-response', each.functions, delivery.functions),
    }));
  }

  /**
   * The first one whose pattern matches.
   *
   * @param {string} uri
   * @returns {Behaviour}
   */
  of(uri) {
    const path = normalised(uri);
    const found = this.all.find(({ pattern }) => pattern.test(path));
    if (found === undefined) {
      throw new Error('expected the last behaviour to match every path');
    }
    return found;
  }
}

/**
 * @param {string} event
 * @param {string[]} names
 * @param {Record<string, string>} events by function
 * @returns {string | null}
 */
function functionFor(event, names, events) {
  return names.find((name) => known(events, name) === event) ?? null;
}

/**
 * @template T
 * @param {Record<string, T>} named
 * @param {string} name
 * @returns {T}
 */
function known(named, name) {
  const value = named[name];
  if (value === undefined) {
    throw new Error(`expected one of ${Object.keys(named).join(', ')} but got ${name}`);
  }
  return value;
}
