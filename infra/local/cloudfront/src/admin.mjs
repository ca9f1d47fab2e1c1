import http from 'node:http';
import { RefusedInvalidationError } from './invalidations.mjs';
import { signatureFault } from './sigv4.mjs';
import { escaped, texts } from './xml.mjs';

const API = '/2020-05-31/distribution/';
const NAMESPACE = 'http://cloudfront.amazonaws.com/doc/2020-05-31/';

/** 3,000 paths of 4,000 characters, with what stands around each. */
const BODY_BYTES_MAX = 16 * 1024 * 1024;

/**
 * CloudFront's own API, as far as invalidations go: CreateInvalidation and GetInvalidation. Calls
 * must be signed with the system's keys.
 */
export class Admin {
  /**
   * @param {object} parts
   * @param {string} parts.distributionId
   * @param {import('./invalidations.mjs').Invalidations} parts.invalidations
   * @param {import('./sigv4.mjs').Keys} parts.keys
   * @param {(line: string) => void} parts.log
   */
  constructor({ distributionId, invalidations, keys, log }) {
    this.distributionId = distributionId;
    this.invalidations = invalidations;
    this.keys = keys;
    this.log = log;
    this.server = http.createServer((request, response) => {
      this.#serve(request, response).catch((e) => {
        this.log(`admin ${request.url}: ${e.message}`);
        response.destroy();
      });
    });
  }

  /**
   * @param {http.IncomingMessage} request
   * @param {http.ServerResponse} response
   */
  async #serve(request, response) {
    const body = await read(request);
    try {
      if (body === null) {
        throw refused(413, 'InvalidArgument', `expected a body of at most ${BODY_BYTES_MAX} bytes`);
      }
      this.#authorize(request, body);
      const { status, headers, xml } = this.#answer(request, body.toString());
      response.writeHead(status, { 'Content-Type': 'text/xml', ...headers }).end(xml);
    } catch (e) {
      if (!(e instanceof RefusedInvalidationError)) {
        throw e;
      }
      const xml =
        `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${e.code}</Code>` +
        `<Message>${escaped(e.message)}</Message></Error><RequestId>local</RequestId></ErrorResponse>`;
      response.writeHead(e.status, { 'Content-Type': 'text/xml' }).end(xml);
    }
  }

  /**
   * @param {http.IncomingMessage} request
   * @param {Buffer} body
   */
  #authorize(request, body) {
    const [path = '', querystring = ''] = (request.url ?? '').split('?', 2);
    const headers = /** @type {Record<string, string>} */ (request.headers);
    const fault = signatureFault(
      { method: request.method ?? '', path, querystring, headers, body },
      'cloudfront',
      this.keys,
      new Date(),
    );
    if (fault !== null) {
      throw refused(403, 'AccessDenied', fault);
    }
  }

  /**
   * @param {http.IncomingMessage} request
   * @param {string} body
   */
  #answer(request, body) {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const [id, resource, invalidationId] = path.startsWith(API)
      ? path.slice(API.length).replace(/\/$/, '').split('/')
      : [];
    if (id !== this.distributionId) {
      throw refused(404, 'NoSuchDistribution', `expected the distribution ${this.distributionId}`);
    }
    if (resource !== 'invalidation') {
      throw refused(404, 'NoSuchResource', 'expected an invalidation');
    }
    if (request.method === 'GET' && invalidationId !== undefined) {
      return { status: 200, headers: {}, xml: this.#xml(this.invalidations.get(invalidationId)) };
    }
    if (request.method === 'POST' && invalidationId === undefined) {
      const [callerReference = ''] = texts(body, 'CallerReference');
      const created = this.invalidations.create(callerReference, texts(body, 'Path'));
      const location = `https://cloudfront.amazonaws.com${API}${id}/invalidation/${created.id}`;
      return { status: 201, headers: { Location: location }, xml: this.#xml(created) };
    }
    throw refused(405, 'MethodNotAllowed', 'expected CreateInvalidation or GetInvalidation');
  }

  /** @param {import('./invalidations.mjs').Invalidation} invalidation */
  #xml(invalidation) {
    const { id, callerReference, items, createdAtMs } = invalidation;
    const status = this.invalidations.isInProgress(invalidation) ? 'InProgress' : 'Completed';
    const paths = items.map((item) => `<Path>${escaped(item)}</Path>`).join('');
    return (
      `<?xml version="1.0" encoding="UTF-8"?>\n<Invalidation xmlns="${NAMESPACE}"><Id>${id}</Id>` +
      `<Status>${status}</Status><CreateTime>${new Date(createdAtMs).toISOString()}</CreateTime>` +
      `<InvalidationBatch><Paths><Quantity>${items.length}</Quantity><Items>${paths}</Items></Paths>` +
      `<CallerReference>${escaped(callerReference)}</CallerReference></InvalidationBatch></Invalidation>`
    );
  }
}

/**
 * @param {http.IncomingMessage} request
 * @returns {Promise<Buffer | null>} null where it is too long
 */
async function read(request) {
  /** @type {Buffer[]} */
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= BODY_BYTES_MAX) {
      chunks.push(chunk);
    }
  }
  return bytes > BODY_BYTES_MAX ? null : Buffer.concat(chunks);
}

/**
 * @param {number} status
 * @param {string} code
 * @param {string} message
 */
function refused(status, code, message) {
  return new RefusedInvalidationError(status, code, message);
}
