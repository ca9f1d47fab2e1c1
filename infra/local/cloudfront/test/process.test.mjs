import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { URL_LENGTH_MAX } from '../src/front-door.mjs';

const MAIN = fileURLToPath(new URL('../src/main.mjs', import.meta.url));
const FUNCTIONS = new URL('../testing/functions/', import.meta.url);
const DELIVERY = JSON.parse(
  readFileSync(new URL('../../../delivery/delivery.json', import.meta.url), 'utf8'),
);

function listening(server) {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(server.address().port)),
  );
}

function ask(port, path, { method = 'GET', headers = {}, body = '' } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Sends text as it is; resolves with all that comes until the connection ends. */
function send(port, text) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setTimeout(2_000, () => socket.end());
    socket.on('data', (chunk) => (answer += chunk));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

function settings(bucketPort, apiPort, port = 0) {
  const bundle = (name) => fileURLToPath(new URL(name, FUNCTIONS));
  return {
    port,
    adminPort: 0,
    distributionId: 'ELOCAL',
    delivery: DELIVERY,
    origins: {
      variants: { endpoint: `http://127.0.0.1:${bucketPort}`, bucket: 'variants' },
      api: { endpoint: `http://127.0.0.1:${apiPort}` },
    },
    functions: {
      'viewer-request': bundle('rewrites.mjs'),
      'viewer-request-manifest': bundle('rewrites.mjs'),
      'origin-response': bundle('misbehaves.mjs'),
      'origin-response-manifest': bundle('misbehaves.mjs'),
    },
    region: 'us-east-1',
    accessKeyId: 'LOCALKEY',
    secretAccessKey: 'secret',
    cacheBytesMax: 10_000_000,
    invalidationMs: 1_000,
  };
}

function started(given) {
  const child = spawn(process.execPath, [MAIN], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.write(JSON.stringify(given) + '\n');
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += chunk));
  const exited = new Promise((resolve) =>
    child.on('exit', (status) => resolve({ status, errors })),
  );
  const ports = new Promise((resolve) =>
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = /^calotype: listening on (\d+) (\d+)$/.exec(line);
      if (said !== null) {
        resolve([Number(said[1]), Number(said[2])]);
      }
    }),
  );
  return { child, exited, ports };
}

describe('the process', () => {
  const seen = [];
  const bucket = http.createServer((request, response) => {
    seen.push(request);
    const missing = request.url.includes('missing');
    const head = { 'Content-Type': 'image/webp', 'Cache-Control': 'max-age=60', ETag: '"1"' };
    response.writeHead(missing ? 404 : 200, { ...head, 'x-amz-meta-v': 'abc' });
    response.end(missing ? 'NoSuchKey' : 'picture');
  });
  const api = http.createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) {
      body += chunk;
    }
    const { method, url, headers } = request;
    response.writeHead(201, { 'Content-Type': 'application/json', Server: 'secret/1.0' });
    response.end(JSON.stringify({ method, url, headers, body }));
  });
  let bucketPort, apiPort, process_, port, adminPort;
  before(async () => {
    [bucketPort, apiPort] = [await listening(bucket), await listening(api)];
    process_ = started(settings(bucketPort, apiPort));
    [port, adminPort] = await process_.ports;
  });
  after(async () => {
    process_.child.stdin.end();
    await process_.exited;
    [bucket, api].forEach((server) => server.close());
  });

  it('signs for the bucket, and hands on nothing of the viewer', async () => {
    seen.length = 0;
    const answer = await ask(port, '/k%C3%B6ln', {
      headers: { Authorization: 'Bearer mine', Cookie: 'c' },
    });
    assert.equal(answer.status, 200);
    assert.equal(answer.body, 'picture');
    assert.equal(seen[0].url, '/variants/k%C3%B6ln/w320.webp');
    assert.match(
      seen[0].headers.authorization,
      /^AWS4-HMAC-SHA256 Credential=LOCALKEY\/\d+\/us-east-1\/s3\//,
    );
    assert.equal(seen[0].headers.cookie, undefined);
  });
  it('applies the headers policy: some removed, some set, CORS for who asks', async () => {
    const answer = await ask(port, '/a', { headers: { Origin: 'https://example.org' } });
    assert.equal(answer.headers['x-amz-meta-v'], undefined);
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    assert.equal(answer.headers['access-control-allow-origin'], '*');
    assert.equal((await ask(port, '/a')).headers['access-control-allow-origin'], undefined);
  });
  it('answers HEAD and conditions from the cache', async () => {
    await ask(port, '/conditional');
    seen.length = 0;
    const head = await ask(port, '/conditional', { method: 'HEAD' });
    assert.deepEqual([head.status, head.body, head.headers['content-length']], [200, '', '7']);
    const same = await ask(port, '/conditional', { headers: { 'If-None-Match': '"1"' } });
    assert.deepEqual([same.status, same.body, same.headers.etag], [304, '', '"1"']);
    assert.equal(seen.length, 0);
  });
  it('answers 403 for what is missing in a bucket that may not be listed', async () => {
    // "Restricting access to an Amazon S3 origin" and GetObject in the Amazon S3 API Reference:
    // without s3:ListBucket what is missing answers 403.
    const answer = await ask(port, '/missing');
    assert.equal(answer.status, 403);
    assert.match(answer.body, /AccessDenied/);
  });
  it('passes calls to the API whole, but for the host, and caches none', async () => {
    for (const body of ['{"a":1}', '{"a":2}']) {
      const answer = await ask(port, '/uploads?x=1', {
        method: 'POST',
        headers: { Authorization: 'Bearer t', Host: 'viewer.example', 'X-Real-IP': '9' },
        body,
      });
      const passed = JSON.parse(answer.body);
      assert.equal(answer.status, 201);
      assert.equal(answer.headers.server, undefined);
      assert.deepEqual([passed.method, passed.url, passed.body], ['POST', '/uploads?x=1', body]);
      assert.equal(passed.headers.authorization, 'Bearer t');
      assert.equal(passed.headers.host, `127.0.0.1:${apiPort}`);
      assert.equal(passed.headers['x-forwarded-for'], '127.0.0.1');
      assert.equal(passed.headers['x-real-ip'], undefined);
    }
  });
  it('tells the console which host the viewer named', async () => {
    const answer = await ask(port, '/_calotype/api/status', {
      headers: { Host: 'viewer.example' },
    });
    assert.equal(JSON.parse(answer.body).headers.host, 'viewer.example');
  });
  it('refuses methods that a behaviour does not have', async () => {
    // "Allowed HTTP methods": CloudFront answers 403.
    assert.equal((await ask(port, '/a', { method: 'POST' })).status, 403);
    assert.equal((await ask(port, '/a', { method: 'DELETE' })).status, 403);
  });
  it('takes URLs of 8,192 characters and no longer ones', async () => {
    // "General quotas on distributions": maximum length of a URL.
    const url = (length) => '/uploads?' + 'x'.repeat(length - '/uploads?'.length);
    assert.equal((await ask(port, url(URL_LENGTH_MAX))).status, 201);
    assert.equal((await ask(port, url(URL_LENGTH_MAX + 1))).status, 414);
  });
  it('refuses a request whose head is over 32,768 bytes', async () => {
    // "General quotas on distributions": maximum length of a request, including headers and query.
    assert.equal((await ask(port, '/a', { headers: { X: 'x'.repeat(33_000) } })).status, 431);
  });
  it('takes headers whose names mean something in JavaScript', async () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      assert.equal((await ask(port, '/a', { headers: { [name]: 'x' } })).status, 200, name);
    }
  });
  it('says in one line what is wrong with what is no request', async () => {
    for (const [text, status, line] of [
      ['GET /k\u00f6ln HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'expected a path in ASCII'],
      ['GET /a HTTP/1.1\r\n\r\n', 400, 'expected a Host'],
      ['hello\r\n\r\n', 400, 'expected a request of HTTP/1.1'],
      [`GET /a HTTP/1.1\r\nX: ${'x'.repeat(33_000)}`, 431, 'expected a request of at most 32768'],
    ]) {
      const answer = await send(port, text);
      assert.ok(answer.startsWith(`HTTP/1.1 ${status} `), answer);
      assert.ok(answer.split('\r\n\r\n')[1].startsWith(line), answer);
    }
  });
  it('refuses unsigned calls of its own API', async () => {
    const path = '/2020-05-31/distribution/ELOCAL/invalidation';
    const answer = await ask(adminPort, path, { method: 'POST', body: '<InvalidationBatch/>' });
    assert.equal(answer.status, 403);
    assert.match(answer.body, /<Code>AccessDenied<\/Code>/);
  });
  it('says what is wrong where its port is taken', async () => {
    const second = started(settings(bucketPort, apiPort, port));
    const { status, errors } = await second.exited;
    assert.equal(status, 98);
    assert.match(errors, /cannot listen: .*EADDRINUSE/);
  });
  it('names the settings that are missing', async () => {
    const { status, errors } = await started({ port: 0 }).exited;
    assert.equal(status, 1);
    assert.match(errors, /adminPort.*distributionId/);
  });
  it('ends when the pipe to its parent closes', async () => {
    const other = started(settings(bucketPort, apiPort));
    await other.ports;
    other.child.stdin.end();
    assert.equal((await other.exited).status, 0);
  });
  it('leaves to its parent what a terminal sends to both', async () => {
    const other = started(settings(bucketPort, apiPort));
    const [otherPort] = await other.ports;
    for (const signal of ['SIGINT', 'SIGQUIT', 'SIGHUP']) {
      other.child.kill(signal);
      assert.equal((await ask(otherPort, '/a')).status, 200, signal);
    }
    other.child.stdin.end();
    assert.equal((await other.exited).status, 0);
  });
});
