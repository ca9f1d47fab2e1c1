import assert from 'node:assert/strict';
import http from 'node:http';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { send, TooSlow } from '../src/node/http-call.mjs';

describe('send', () => {
  /** @type {http.Server} */
  let server;
  /** @type {URL} */
  let base;
  /** @type {(request: http.IncomingMessage, response: http.ServerResponse, nth: number) => void} */
  let answer;
  let connections = 0;

  beforeEach(async () => {
    connections = 0;
    /** @type {WeakMap<object, number>} */
    const seen = new WeakMap();
    server = http.createServer((request, response) => {
      const nth = (seen.get(request.socket) ?? 0) + 1;
      seen.set(request.socket, nth);
      answer(request, response, nth);
    });
    server.on('connection', () => connections++);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    base = new URL(`http://127.0.0.1:${port}`);
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const ask = (timeoutMs = 5_000) =>
    send({ base, method: 'POST', path: '/', headers: {}, body: 'x' }, timeoutMs, 100);

  // A function that sleeps for an hour finds its kept connections closed by the other side.
  it('asks anew over another connection where a kept one turns out to be dead', async () => {
    answer = (request, response, nth) =>
      nth === 1 ? response.end('well') : request.socket.destroy();

    assert.equal((await ask()).body.toString(), 'well');
    assert.equal((await ask()).body.toString(), 'well');
    assert.equal(connections, 2);
  });

  it('says so where a new connection is cut', async () => {
    answer = (request) => request.socket.destroy();

    await assert.rejects(ask(), /hang up|ECONNRESET/);
    assert.equal(connections, 1);
  });

  it('gives the second attempt no more than the time that is left', async () => {
    answer = (request, response, nth) => {
      if (connections === 1) {
        nth === 1 ? response.end('well') : setTimeout(() => request.socket.destroy(), 300);
      }
    };
    await ask();
    const begunMs = Date.now();

    await assert.rejects(ask(600), TooSlow);
    assert.ok(Date.now() - begunMs < 1_500, `took ${Date.now() - begunMs} ms`);
    assert.equal(connections, 2);
  });
});
