import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { handlerOf as originResponseManifest } from '../src/entry/origin-response-manifest.mjs';
import { handlerOf as viewerRequestManifest } from '../src/entry/viewer-request-manifest.mjs';
import { originResponseEvent, viewerRequestEvent } from '../testing/events.mjs';
import { header, invoke } from '../testing/header-rules.mjs';

describe('viewer-request of manifests', () => {
  const get = (url, method) => invoke(viewerRequestManifest(), viewerRequestEvent(url, {}, method));

  for (const [url, uri] of [
    ['/_calotype/manifest/a.jpg?x=1&v=0123456789abcdef', '/a.jpg/manifest.json'],
    ['/_calotype/manifest/k%c3%b6ln%2F1+2.jpg', '/k%C3%B6ln/1%2B2.jpg/manifest.json'],
    ['/_calotype/manifest//a.jpg', '//a.jpg/manifest.json'],
    ['/_calotype/manifest/a/../b', '/a/../b/manifest.json'],
  ]) {
    it(`rewrites ${url}`, async () => {
      const request = await get(url);
      assert.equal(request.uri, uri);
      assert.equal(request.querystring, '');
    });
  }

  for (const [url, status] of [
    ['/_calotype/manifest/', '404'],
    ['/_calotype/manifest', '404'],
    ['/_calotype/manifests/a.jpg', '404'],
    ['/_calotype/manifest/uploads', '404'],
    ['/_calotype/manifest/_calotype/x', '404'],
    ['/_calotype/manifest/%ZZ', '400'],
    ['/_calotype/manifest/%FF', '400'],
    ['/_calotype/manifest/' + 'x'.repeat(257), '400'],
  ]) {
    it(`answers ${status} to ${url.slice(0, 40)}`, async () => {
      assert.equal((await get(url)).status, status);
    });
  }

  it('takes the longest key', async () => {
    assert.ok('uri' in (await get('/_calotype/manifest/' + 'x'.repeat(256))));
  });

  it('answers 405 to other methods', async () => {
    assert.equal((await get('/_calotype/manifest/a.jpg', 'PUT')).status, '405');
  });
});

describe('origin-response of manifests', () => {
  const answer = (rest) =>
    invoke(originResponseManifest(), originResponseEvent('/a.jpg/manifest.json', rest));

  for (const status of [200, 304]) {
    it(`lets ${status} be kept for 5 s, without the bucket's own headers`, async () => {
      const response = await answer({ status, headers: { 'Content-Type': 'application/json' } });
      assert.equal(response.status, String(status));
      assert.equal(header(response, 'cache-control'), 'public, max-age=5');
      assert.equal(header(response, 'x-content-type-options'), 'nosniff');
      assert.equal(header(response, 'x-amz-meta-cache-tag'), 'f00f00f00f00f00f');
      const left = Object.keys(response.headers).filter((name) => name.startsWith('x-amz-'));
      assert.deepEqual(left, ['x-amz-meta-cache-tag']);
      assert.equal('body' in response, false);
    });
  }

  for (const status of [403, 404]) {
    it(`makes ${status} a 404 that nobody keeps`, async () => {
      const response = await answer({ status });
      assert.equal(response.status, '404');
      assert.equal(header(response, 'cache-control'), 'no-store');
      assert.equal(response.body, 'there is no manifest for this key, or not yet\n');
    });
  }

  it('keeps storage’s XML from viewers', async () => {
    const response = await answer({ status: 503 });
    assert.equal(response.status, '503');
    assert.equal(response.body, 'expected the picture but storage is busy: try again\n');
  });
});
