import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { signed } from '../src/node/sigv4.mjs';
import { CREDENTIALS, REGION, signatureByAws } from '../testing/aws-server.mjs';

const NOW_MS = Date.UTC(2026, 10, 24, 1, 2, 3, 456);

const REQUESTS = {
  'a plain path': { path: '/a.jpg/w640.webp' },
  'the root': { path: '/' },
  escapes: { path: '/k%C3%B6ln%20%26%20co%20%281%29%2B2%2520.jpg/w640.webp' },
  'an escaped slash': { path: '/a%2Fb.jpg/w640.webp' },
  'double slashes': { path: '//a//b.jpg/w640.webp' },
  'dot segments': { path: '/a/./../../b.jpg/w640.webp' },
  'a slash at the end': { path: '/a/b/' },
  'a header with spaces': { path: '/a', headers: { host: 'h', 'x-b': '  a   b ', 'x-a': '1' } },
  'a body': { path: '/', body: '{"SecretId":"köln"}', method: 'POST' },
};

describe('signs as AWS’s own library does', () => {
  for (const [name, rest] of Object.entries(REQUESTS)) {
    for (const service of ['lambda', 'secretsmanager']) {
      it(`${name}, ${service}`, async () => {
        const request = { method: 'GET', headers: { host: 'x.on.aws' }, body: '', ...rest };
        const headers = signed(request, {
          service,
          region: REGION,
          credentials: CREDENTIALS,
          nowMs: NOW_MS,
        });
        assert.equal(headers['x-amz-date'], '20261124T010203Z');
        assert.equal(headers['x-amz-security-token'], CREDENTIALS.sessionToken);
        assert.equal(
          headers.authorization,
          await signatureByAws(service, request, new Date(NOW_MS)),
        );
      });
    }
  }
});

it('leaves the token out where there is none', () => {
  const { sessionToken, ...credentials } = CREDENTIALS;
  const headers = signed(
    { method: 'GET', path: '/', headers: { host: 'h' }, body: '' },
    { service: 'lambda', region: REGION, credentials, nowMs: NOW_MS },
  );
  assert.ok(sessionToken !== undefined && !('x-amz-security-token' in headers));
  assert.match(headers.authorization, /SignedHeaders=host;x-amz-date,/);
});
