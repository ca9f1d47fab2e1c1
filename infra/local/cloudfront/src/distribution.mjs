import { randomBytes } from 'node:crypto';
import { generated, line, marked, withPolicy } from './answers.mjs';
import { cacheKey } from './cache-key.mjs';
import { tagsOf } from './cache.mjs';
import { ExecutionError, LimitExceededError } from './edge-function.mjs';
import { originResponseEvent, viewerRequestEvent } from './events.mjs';
import { Flights } from './flights.mjs';
import {
  InvalidResultError,
  originResponseResult,
  viewerRequestResult,
} from './function-result.mjs';
import { valueOf } from './headers.mjs';
import { lifetimeSeconds } from './lifetime.mjs';
import { OriginError } from './origins.mjs';

/**
 * A distribution's caching side: viewer-request, the cache key, the cache, one request to the
 * bucket for each key, origin-response.
 *
 * @typedef {import('./function-result.mjs').EdgeRequest} EdgeRequest
 * @typedef {import('./cache.mjs').Answer} Answer
 * @typedef {import('./cache.mjs').Entry} Entry
 * @typedef {import('./delivery.mjs').Behaviour} Behaviour
 * @typedef {{ answer: Answer, entry: Entry | null, refreshed: boolean }} Fetched
 */
export class Distribution {
  #flights = new Flights();

  /**
   * @param {object} parts
   * @param {import('./events.mjs').Identity} parts.identity
   * @param {string} parts.cacheTagHeader
   * @param {Record<number, number>} parts.errorMinTtlSeconds
   * @param {Map<string, import('./edge-function.mjs').EdgeFunction>} parts.functions
   * @param {Map<string, Pick<import('./origins.mjs').BucketOrigin, 'get' | 'shown'>>} parts.buckets
   * @param {import('./cache.mjs').Cache} parts.cache
   * @param {(line: string) => void} parts.log
   * @param {() => number} [parts.nowMs]
   */
  constructor({
    identity,
    cacheTagHeader,
    errorMinTtlSeconds,
    functions,
    buckets,
    cache,
    log,
    nowMs = Date.now,
  }) {
    this.identity = identity;
    this.cacheTagHeader = cacheTagHeader;
    this.errorMinTtlSeconds = errorMinTtlSeconds;
    this.functions = functions;
    this.buckets = buckets;
    this.cache = cache;
    this.log = log;
    this.nowMs = nowMs;
  }

  /**
   * @param {Behaviour} behaviour
   * @param {EdgeRequest} viewer
   * @returns {Promise<Answer>} whole, whatever the viewer has already
   */
  async answer(behaviour, viewer) {
    const requestId = randomBytes(32).toString('base64url');
    try {
      const handedOn = await this.#viewerRequest(behaviour, viewer, requestId);
      if ('response' in handedOn) {
        return marked(generated(handedOn.response), 'LambdaGeneratedResponse', null);
      }
      const answer = await this.#cached(behaviour, handedOn.request, requestId);
      const headers = withPolicy(answer.headers, behaviour.headersPolicy, viewer.headers);
      return { ...answer, headers };
    } catch (e) {
      return this.#failure(e, viewer.uri);
    }
  }

  /**
   * Takes answers out of the cache, and those that are under way as well.
   *
   * @param {import('./cache.mjs').Invalidated} invalidated
   */
  invalidate(invalidated) {
    this.#flights.invalidate(invalidated);
    return this.cache.invalidate(invalidated);
  }

  /**
   * @param {Behaviour} behaviour
   * @param {EdgeRequest} viewer
   * @param {string} requestId
   */
  async #viewerRequest(behaviour, viewer, requestId) {
    if (behaviour.viewerRequest === null) {
      return { request: viewer };
    }
    const event = viewerRequestEvent(this.identity, requestId, viewer);
    const result = await this.#function(behaviour.viewerRequest).invoke(event);
    const { request } = event.Records[0].cf;
    return viewerRequestResult(result, request);
  }

  /**
   * @param {Behaviour} behaviour
   * @param {EdgeRequest} request
   * @param {string} requestId
   */
  async #cached(behaviour, request, requestId) {
    const { key, path, querystring } = cacheKey(request, behaviour.cachePolicy);
    // A HEAD is asked for as a GET, so that both share what is kept.
    const forOrigin = { ...request, method: 'GET', querystring };
    const entry = this.cache.get(key);
    const nowMs = this.nowMs();
    if (entry !== undefined && entry.freshUntilMs > nowMs) {
      const hit = entry.answer.status >= 400 ? 'Error' : 'Hit';
      return marked(entry.answer, hit, Math.floor((nowMs - entry.storedAtMs) / 1000));
    }
    const { answer, refreshed } = await this.#flights.join(
      key,
      () => this.#fetch(behaviour, forOrigin, { key, path }, entry, requestId),
      (fetched) => this.cache.put(fetched),
    );
    const miss = answer.status >= 400 ? 'Error' : refreshed ? 'RefreshHit' : 'Miss';
    return marked(answer, miss, null);
  }

  /**
   * Asks the bucket and lets origin-response look at what it says; an answer that has expired is
   * asked for with its entity tag.
   *
   * @param {Behaviour} behaviour
   * @param {EdgeRequest} request
   * @param {{ key: string, path: string }} names
   * @param {Entry | undefined} expired
   * @param {string} requestId
   * @returns {Promise<Fetched>}
   */
  async #fetch(behaviour, request, names, expired, requestId) {
    const bucket = this.buckets.get(behaviour.origin);
    if (bucket === undefined) {
      throw new Error(`expected a bucket behind a cached behaviour but got ${behaviour.origin}`);
    }
    const etag =
      expired?.answer.status === 200 ? valueOf(expired.answer.headers, 'etag') : undefined;
    /** @type {Answer} */
    let answer;
    try {
      const original = await bucket.get(
        request,
        etag === undefined ? {} : { 'if-none-match': etag },
      );
      answer = await this.#originResponse(behaviour, request, bucket.shown, original, requestId);
    } catch (e) {
      answer = this.#failure(e, request.uri);
    }
    if (answer.status === 304 && expired !== undefined) {
      const headers = { ...expired.answer.headers, ...answer.headers };
      answer = { ...expired.answer, headers };
      return { answer, entry: this.#entry(behaviour, names, answer), refreshed: true };
    }
    return { answer, entry: this.#entry(behaviour, names, answer), refreshed: false };
  }

  /**
   * @param {Behaviour} behaviour
   * @param {EdgeRequest} request
   * @param {object} origin
   * @param {import('./origins.mjs').OriginAnswer} original
   * @param {string} requestId
   * @returns {Promise<Answer>}
   */
  async #originResponse(behaviour, request, origin, original, requestId) {
    if (behaviour.originResponse === null) {
      return original;
    }
    const sent = Object.fromEntries(
      behaviour.forwardHeaders.flatMap((name) => {
        const lines = request.headers[name];
        return lines === undefined ? [] : [[name, lines]];
      }),
    );
    const forOrigin = { ...request, headers: sent };
    const event = originResponseEvent(this.identity, requestId, forOrigin, origin, original);
    const result = await this.#function(behaviour.originResponse).invoke(event);
    const response = originResponseResult(result, event.Records[0].cf.response.headers);
    const replaced = generated(response);
    return response.body === undefined ? { ...replaced, body: original.body } : replaced;
  }

  /**
   * @param {Behaviour} behaviour
   * @param {{ key: string, path: string }} names
   * @param {Answer} answer
   * @returns {Entry | null} null where it must not be kept
   */
  #entry(behaviour, names, answer) {
    const nowMs = this.nowMs();
    const { status, headers } = answer;
    const seconds = lifetimeSeconds(
      status,
      headers,
      behaviour.cachePolicy,
      this.errorMinTtlSeconds,
      nowMs,
    );
    return seconds === null
      ? null
      : {
          ...names,
          tags: tagsOf(headers, this.cacheTagHeader),
          answer,
          storedAtMs: nowMs,
          freshUntilMs: nowMs + seconds * 1000,
        };
  }

  /** @param {string} name */
  #function(name) {
    const found = this.functions.get(name);
    if (found === undefined) {
      throw new Error(`expected a bundle of the function ${name}`);
    }
    return found;
  }

  /**
   * "HTTP 502 status code (Lambda validation error)", "HTTP 503 status code (function execution
   * error)" and "(Lambda limit exceeded)" in the Developer Guide. The log says what viewers need
   * not know.
   *
   * @param {unknown} e
   * @param {string} uri
   */
  #failure(e, uri) {
    this.log(`${uri}: ${e instanceof Error ? e.message : String(e)}`);
    if (e instanceof InvalidResultError) {
      return line(
        502,
        'a function at the edge returned what is not valid',
        'LambdaValidationError',
      );
    }
    if (e instanceof LimitExceededError) {
      return line(503, 'too many requests at the edge: try again', 'LambdaLimitExceeded');
    }
    if (e instanceof ExecutionError) {
      return line(503, 'a function at the edge failed', 'LambdaExecutionError');
    }
    if (e instanceof OriginError) {
      return line(e.status, 'the origin cannot be reached or is too slow', 'Error');
    }
    return line(500, 'the request failed at the edge', 'Error');
  }
}
