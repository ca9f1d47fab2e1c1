import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromObject } from '../src/headers.mjs';
import { lifetimeSeconds } from '../src/lifetime.mjs';
import { POLICY } from '../testing/fixture.mjs';

const NOW_MS = Date.parse('2026-11-24T12:00:00Z');

function lifetime(status, headers, policy = {}, errors = {}) {
  return lifetimeSeconds(status, fromObject(headers), { ...POLICY, ...policy }, errors, NOW_MS);
}

// "Managing how long content stays in the cache (expiration)", the table of minimum, default and
// maximum TTL against the headers of the origin.
describe('an answer that is no error', () => {
  for (const [headers, policy, seconds] of [
    [{}, {}, 60],
    [{ 'Cache-Control': 'public, max-age=100' }, {}, 100],
    [{ 'Cache-Control': 'max-age=100, s-maxage=200' }, {}, 200],
    [{ 'Cache-Control': 'max-age=9999' }, {}, 3600],
    [{ 'Cache-Control': 'max-age=1' }, { minTtlSeconds: 5 }, 5],
    [{ 'Cache-Control': 'max-age=0' }, {}, null],
    [{ 'Cache-Control': 'no-store' }, {}, null],
    [{ 'Cache-Control': 'private, max-age=50' }, {}, null],
    [{ 'Cache-Control': 'no-cache' }, { minTtlSeconds: 5 }, 5],
    [{ Expires: 'Tue, 24 Nov 2026 12:01:40 GMT' }, {}, 100],
    [{ Expires: 'never' }, {}, 60],
    [{ 'Cache-Control': 'max-age=abc' }, {}, 60],
    [{ 'Cache-Control': 'max-age=100' }, { maxTtlSeconds: 0, defaultTtlSeconds: 0 }, null],
  ]) {
    it(`with ${JSON.stringify(headers)} under ${JSON.stringify(policy)}: ${seconds}`, () => {
      assert.equal(lifetime(200, headers, policy), seconds);
    });
  }
  it('is kept as a redirect only where its origin gives a time', () => {
    assert.equal(lifetime(302, {}), null);
    assert.equal(lifetime(302, { 'Cache-Control': 'max-age=30' }), 30);
    assert.equal(lifetime(302, { 'Cache-Control': 'no-store' }), null);
  });
});

// "Control how long CloudFront caches errors" and "How CloudFront processes HTTP 4xx and 5xx status
// codes from your origin".
describe('an error', () => {
  it('is kept for 10 s where nobody says anything', () => {
    for (const status of [404, 405, 414, 500, 501, 502, 503, 504]) {
      assert.equal(lifetime(status, {}), 10);
    }
  });
  it('is kept for the larger of the minimum and what the origin says', () => {
    assert.equal(lifetime(404, { 'Cache-Control': 'max-age=60' }, {}, { 404: 0 }), 60);
    assert.equal(lifetime(404, { 'Cache-Control': 'max-age=5' }), 10);
    assert.equal(lifetime(502, { 'Cache-Control': 'max-age=0' }, {}, { 502: 1 }), 1);
    assert.equal(lifetime(404, { 'Cache-Control': 'max-age=9999' }), 3600);
  });
  it('heeds no-store where it is 404, 410, 414 or 501, and not where it is another', () => {
    assert.equal(lifetime(404, { 'Cache-Control': 'no-store' }), null);
    assert.equal(lifetime(414, { 'Cache-Control': 'private' }), null);
    assert.equal(lifetime(501, { 'Cache-Control': 'no-cache' }), null);
    assert.equal(lifetime(502, { 'Cache-Control': 'no-store' }, {}, { 502: 1 }), 1);
  });
  it('is not kept at all where it is one that CloudFront does not keep', () => {
    for (const status of [401, 410, 413, 422, 429]) {
      assert.equal(lifetime(status, { 'Cache-Control': 'max-age=60' }), null);
    }
  });
  it('of 400, 403, 412 and 415 is kept only where the origin gives a time', () => {
    for (const status of [400, 403, 412, 415]) {
      assert.equal(lifetime(status, {}), null);
      assert.equal(lifetime(status, { 'Cache-Control': 'max-age=60' }), 60);
      assert.equal(lifetime(status, { 'Cache-Control': 'no-store' }), null);
    }
  });
});
