import http from 'node:http';
import { s3Origin } from './events.mjs';
import { fromRaw, toRaw } from './headers.mjs';
import { isDisallowed } from './header-rules.mjs';
import { encodedOnce, signedForS3 } from './sigv4.mjs';

/**
 * What CloudFront asks for what it does not have.
 *
 * @typedef {import('./headers.mjs').Headers} Headers
 * @typedef {{ status: number, statusText: string, headers: Headers, body: Buffer }} OriginAnswer
 */

/** Milliseconds without a byte: "Response timeout" and its default, for both kinds of origin. */
export const RESPONSE_TIMEOUT_MS = 30_000;

/** Says that an origin cannot be reached (502) or is too slow (504). */
export class OriginError extends Error {
  /**
   * @param {502 | 504} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** A private bucket, asked as origin access control asks: signed by CloudFront, for nobody else. */
export class BucketOrigin {
  #agent = new http.Agent({ keepAlive: true });

  /**
   * @param {object} options
   * @param {URL} options.endpoint of S3, addressed by path
   * @param {string} options.bucket
   * @param {string} options.region
   * @param {import('./sigv4.mjs').Keys} options.keys
   * @param {boolean} options.mayList whether what is missing answers 404; without the permission
   *     s3:ListBucket, as on AWS, it answers 403
   * @param {Record<string, string>} [options.customHeaders] sent to the origin and shown in events
   */
  constructor({ endpoint, bucket, region, keys, mayList, customHeaders = {} }) {
    this.endpoint = endpoint;
    this.bucket = bucket;
    this.region = region;
    this.keys = keys;
    this.mayList = mayList;
    this.customHeaders = customHeaders;
  }

  /** The origin as events show it. */
  get shown() {
    const domainName = `${this.bucket}.s3.${this.region}.amazonaws.com`;
    return s3Origin(domainName, this.region, this.customHeaders);
  }

  /**
   * @param {{ uri: string, querystring: string, headers: Headers }} request
   * @param {Record<string, string>} conditions such as If-None-Match
   * @returns {Promise<OriginAnswer>}
   */
  async get({ uri, querystring }, conditions) {
    const path = `/${this.bucket}${encodedOnce(uri)}`;
    const headers = signedForS3(
      {
        host: this.endpoint.host,
        path,
        querystring,
        headers: { ...this.customHeaders, ...conditions },
      },
      this.region,
      this.keys,
      new Date(),
    );
    const target = querystring === '' ? path : `${path}?${querystring}`;
    const answer = await answered(this.endpoint, this.#agent, 'GET', target, headers);
    return answer.status === 404 && !this.mayList ? denied(answer) : answer;
  }

  close() {
    this.#agent.destroy();
  }
}

/** An HTTP API, to which requests are passed with all that the viewer sent. */
export class ApiOrigin {
  #agent = new http.Agent({ keepAlive: true });

  /** @param {{ endpoint: URL }} options */
  constructor({ endpoint }) {
    this.endpoint = endpoint;
  }

  /**
   * Passes a request on as it streams in.
   *
   * @param {object} request
   * @param {string} request.method
   * @param {string} request.target path and query
   * @param {Headers} request.headers
   * @param {boolean} request.forwardsHost whether the origin sees the Host that the viewer named
   * @param {string} request.clientIp
   * @param {import('node:stream').Readable} request.body
   * @returns {Promise<http.IncomingMessage>} the answer, its body not yet read
   */
  pass({ method, target, headers, forwardsHost, clientIp, body }) {
    const passed = Object.fromEntries(
      Object.entries(headers).filter(([name]) => !isDisallowed(name)),
    );
    const forwardedFor = [...(headers['x-forwarded-for'] ?? []).map((l) => l.value), clientIp];
    passed['x-forwarded-for'] = [{ key: 'X-Forwarded-For', value: forwardedFor.join(', ') }];
    if (!forwardsHost) {
      passed['host'] = [{ key: 'Host', value: this.endpoint.host }];
    }
    return new Promise((resolve, reject) => {
      const request = http.request(
        {
          hostname: this.endpoint.hostname,
          port: this.endpoint.port,
          agent: this.#agent,
          method,
          path: target,
          headers: toRaw(passed),
          timeout: RESPONSE_TIMEOUT_MS,
        },
        resolve,
      );
      request.on('timeout', () => request.destroy(late()));
      request.on('error', (e) => reject(asOriginError(e)));
      body.on('error', (e) => request.destroy(e));
      body.pipe(request);
    });
  }

  close() {
    this.#agent.destroy();
  }
}

/**
 * @param {URL} endpoint
 * @param {http.Agent} agent
 * @param {string} method
 * @param {string} path
 * @param {Record<string, string>} headers
 * @returns {Promise<OriginAnswer>}
 */
function answered(endpoint, agent, method, path, headers) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        hostname: endpoint.hostname,
        port: endpoint.port,
        agent,
        method,
        path,
        headers,
        timeout: RESPONSE_TIMEOUT_MS,
      },
      (response) => {
        /** @type {Buffer[]} */
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', (e) => reject(asOriginError(e)));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 502,
            statusText: response.statusMessage ?? '',
            headers: withoutConnection(fromRaw(response.rawHeaders)),
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    request.on('timeout', () => request.destroy(late()));
    request.on('error', (e) => reject(asOriginError(e)));
    request.end();
  });
}

/**
 * @param {Headers} headers
 * @returns {Headers} without what concerns one connection, and the length, which is computed anew
 */
export function withoutConnection(headers) {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !isDisallowed(name) && name !== 'transfer-encoding' && name !== 'content-length',
    ),
  );
}

/**
 * What S3 says of a missing key to who may not list the bucket.
 *
 * @param {OriginAnswer} missing
 * @returns {OriginAnswer}
 */
function denied(missing) {
  const body =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>';
  return { ...missing, status: 403, statusText: 'Forbidden', body: Buffer.from(body) };
}

function late() {
  return new OriginError(504, `the origin said nothing for ${RESPONSE_TIMEOUT_MS} ms`);
}

/** @param {Error} e */
function asOriginError(e) {
  return e instanceof OriginError ? e : new OriginError(502, `cannot ask the origin: ${e.message}`);
}
