import http from 'node:http';
import { pipeline } from 'node:stream/promises';
import { line, marked, withPolicy } from './answers.mjs';
import { isNotModified, notModified } from './conditions.mjs';
import { fromRaw, toRaw } from './headers.mjs';
import { answerMalformed } from './malformed.mjs';
import { OriginError, withoutConnection } from './origins.mjs';

/** Characters of a path with its query: "Quotas on CloudFront", maximum length of a URL. */
export const URL_LENGTH_MAX = 8192;

/** Bytes of a request without its body: "Quotas on CloudFront", maximum length of a request. */
export const REQUEST_HEAD_BYTES_MAX = 32_768;

/**
 * The address that viewers use: finds the behaviour of a request, has it answered, and gives the
 * viewer what it does not have already.
 */
export class FrontDoor {
  /**
   * @param {object} parts
   * @param {import('./delivery.mjs').Behaviours} parts.behaviours
   * @param {import('./distribution.mjs').Distribution} parts.distribution
   * @param {Map<string, import('./origins.mjs').ApiOrigin>} parts.apis
   * @param {(line: string) => void} parts.log
   */
  constructor({ behaviours, distribution, apis, log }) {
    this.behaviours = behaviours;
    this.distribution = distribution;
    this.apis = apis;
    this.log = log;
    this.server = http.createServer(
      { maxHeaderSize: REQUEST_HEAD_BYTES_MAX, requireHostHeader: false },
      (request, response) => {
        this.#serve(request, response).catch((e) => {
          this.log(`${request.url}: ${e.message}`);
          response.destroy();
        });
      },
    );
    answerMalformed(this.server, REQUEST_HEAD_BYTES_MAX);
  }

  /**
   * @param {http.IncomingMessage} incoming
   * @param {http.ServerResponse} outgoing
   */
  async #serve(incoming, outgoing) {
    const target = incoming.url ?? '';
    const method = incoming.method ?? '';
    if (incoming.headers.host === undefined && incoming.httpVersion === '1.1') {
      return send(outgoing, method, line(400, 'expected a Host but got none', 'Error'));
    }
    if (!/^\/[\x21-\x7e]*$/.test(target) || target.includes('#')) {
      return send(outgoing, method, line(400, 'expected a path in ASCII, the rest percent-encoded', 'Error'));
    }
    if (target.length > URL_LENGTH_MAX) {
      const said = `expected a URL of at most ${URL_LENGTH_MAX} characters but got ${target.length}`;
      return send(outgoing, method, line(414, said, 'Error'));
    }
    const [uri, querystring] = split(target);
    const behaviour = this.behaviours.of(uri);
    if (!behaviour.methods.has(method)) {
      const said = `expected ${[...behaviour.methods].join(' or ')} but got ${method}`;
      return send(outgoing, method, line(403, said, 'Error'));
    }
    const headers = fromRaw(incoming.rawHeaders);
    const clientIp = incoming.socket.remoteAddress ?? '127.0.0.1';
    const api = this.apis.get(behaviour.origin);
    if (api !== undefined) {
      const { forwardsHost } = behaviour;
      const request = { method, target, headers, forwardsHost, clientIp, body: incoming };
      return this.#passed(api, behaviour, request, outgoing);
    }
    incoming.resume();
    const answer = await this.distribution.answer(behaviour, {
      clientIp,
      method,
      uri,
      querystring,
      headers,
    });
    return send(outgoing, method, isNotModified(headers, answer) ? notModified(answer) : answer);
  }

  /**
   * @param {import('./origins.mjs').ApiOrigin} api
   * @param {import('./delivery.mjs').Behaviour} behaviour
   * @param {Parameters<import('./origins.mjs').ApiOrigin['pass']>[0]} request
   * @param {http.ServerResponse} outgoing
   */
  async #passed(api, behaviour, request, outgoing) {
    let response;
    try {
      response = await api.pass(request);
    } catch (e) {
      const status = e instanceof OriginError ? e.status : 502;
      this.log(`${request.target}: ${/** @type {Error} */ (e).message}`);
      return send(outgoing, request.method, line(status, 'the origin cannot be reached', 'Error'));
    }
    const status = response.statusCode ?? 502;
    const raw = fromRaw(response.rawHeaders);
    const length = raw['content-length'];
    const answer = { status, headers: withoutConnection(raw), body: Buffer.alloc(0) };
    const { headers } = marked(answer, status >= 400 ? 'Error' : 'Miss', null);
    if (length !== undefined) {
      headers['content-length'] = length;
    }
    const withPolicies = withPolicy(headers, behaviour.headersPolicy, request.headers);
    outgoing.writeHead(status, response.statusMessage, toRaw(withPolicies));
    await pipeline(response, outgoing);
  }
}

/**
 * @param {http.ServerResponse} outgoing
 * @param {string} method
 * @param {import('./cache.mjs').Answer} answer
 */
function send(outgoing, method, { status, headers, body }) {
  const length = status === 304 ? [] : ['Content-Length', String(body.length)];
  outgoing.writeHead(status, [...toRaw(headers), ...length]);
  outgoing.end(method === 'HEAD' || status === 304 ? undefined : body);
}

/**
 * @param {string} target
 * @returns {[string, string]} path, and query without question mark
 */
function split(target) {
  const at = target.indexOf('?');
  return at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)];
}
