import http from 'node:http';
import https from 'node:https';

/**
 * One HTTP request. `fetch` will not do: it resolves dot segments, and keys may have them.
 *
 * @typedef {object} Call
 * @property {URL} base scheme, host and port
 * @property {string} method
 * @property {string} path escaped; sent as it is
 * @property {Record<string, string>} headers
 * @property {string} [body]
 *
 * @typedef {{status: number, headers: Record<string, string>, body: Buffer}} Reply
 */

/** Says that no answer came in time. */
export class TooSlow extends Error {}

/** Says that an answer is longer than it may be. */
export class TooLong extends Error {}

const agents = {
  'http:': new http.Agent({ keepAlive: true }),
  'https:': new https.Agent({ keepAlive: true }),
};

/** Says that the other side had closed a connection that was kept from an earlier request. */
class DeadConnection extends Error {}

/**
 * Sends a request and reads its answer. Where it went over a connection that turns out to be dead,
 * as all are that a function finds after an hour's sleep, it is sent once more over a new one: it
 * must be one that may be sent twice.
 *
 * @param {Call} call
 * @param {number} timeoutMs for all of it
 * @param {number} bytesMax of the answer's body
 * @returns {Promise<Reply>}
 * @throws {TooSlow | TooLong | Error} where the network failed
 */
export async function send(call, timeoutMs, bytesMax) {
  const deadlineMs = Date.now() + timeoutMs;
  try {
    const agent = call.base.protocol === 'https:' ? agents['https:'] : agents['http:'];
    return await exchange(call, agent, timeoutMs, bytesMax);
  } catch (e) {
    if (!(e instanceof DeadConnection)) {
      throw e;
    }
    return await exchange(call, false, Math.max(0, deadlineMs - Date.now()), bytesMax);
  }
}

/**
 * @param {Call} call
 * @param {http.Agent | false} agent false for a connection of its own
 * @param {number} timeoutMs
 * @param {number} bytesMax
 * @returns {Promise<Reply>}
 */
function exchange({ base, method, path, headers, body = '' }, agent, timeoutMs, bytesMax) {
  const secure = base.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request({
      agent,
      host: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port === '' ? undefined : Number(base.port),
      method,
      path,
      headers,
    });
    const timer = setTimeout(
      () => request.destroy(new TooSlow(`no answer within ${timeoutMs} ms`)),
      timeoutMs,
    );
    request.on('error', (/** @type {NodeJS.ErrnoException} */ e) =>
      reject(
        request.reusedSocket && (e.code === 'ECONNRESET' || e.code === 'EPIPE')
          ? new DeadConnection(e.message)
          : e,
      ),
    );
    request.on('close', () => clearTimeout(timer));
    request.on('response', (response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      let bytes = 0;
      response.on('data', (/** @type {Buffer} */ chunk) => {
        bytes += chunk.length;
        if (bytes > bytesMax) {
          request.destroy(new TooLong(`an answer of more than ${bytesMax} bytes`));
        } else {
          chunks.push(chunk);
        }
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: flat(response.headers),
          body: Buffer.concat(chunks),
        }),
      );
    });
    request.end(body);
  });
}

/** @param {http.IncomingHttpHeaders} headers */
function flat(headers) {
  /** @type {Record<string, string>} */
  const result = {};
  for (const [name, value] of Object.entries(headers)) {
    result[name] = Array.isArray(value) ? value.join(',') : (value ?? '');
  }
  return result;
}
