import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isNotModified, notModified } from '../src/conditions.mjs';
import { fromObject } from '../src/headers.mjs';

const ANSWER = {
  status: 200,
  headers: fromObject({
    ETag: '"abc,d"',
    'Last-Modified': 'Tue, 24 Nov 2026 12:00:00 GMT',
    'Content-Type': 'image/webp',
    'Cache-Control': 'public, max-age=60',
  }),
  body: Buffer.from('picture'),
};

const NOW = Date.parse('Tue, 24 Nov 2026 13:00:00 GMT');

// RFC 9110, 13.1.2 and 13.1.3; "Request and response behavior for Amazon S3 origins", Conditional
// GET requests.
describe('a condition', () => {
  for (const [headers, has] of [
    [{}, false],
    [{ 'If-None-Match': '"abc,d"' }, true],
    [{ 'If-None-Match': 'W/"abc,d"' }, true],
    [{ 'If-None-Match': '"x", "abc,d"' }, true],
    [{ 'If-None-Match': '*' }, true],
    [{ 'If-None-Match': '"abc"' }, false],
    [{ 'If-None-Match': 'abc,d' }, false],
    [{ 'If-Modified-Since': 'Tue, 24 Nov 2026 12:00:00 GMT' }, true],
    [{ 'If-Modified-Since': 'Tue, 24 Nov 2026 11:59:59 GMT' }, false],
    [{ 'If-Modified-Since': 'Tue, 24 Nov 2026 13:00:00 GMT' }, true],
    [{ 'If-Modified-Since': 'Tue, 24 Nov 2026 13:00:01 GMT' }, false],
    [{ 'If-Modified-Since': 'Thu, 24 Nov 2126 12:00:00 GMT' }, false],
    [{ 'If-Modified-Since': 'nonsense' }, false],
    [{ 'If-None-Match': '"x"', 'If-Modified-Since': 'Tue, 24 Nov 2026 12:00:00 GMT' }, false],
  ]) {
    it(`${JSON.stringify(headers)}: ${has ? 304 : 200}`, () => {
      assert.equal(isNotModified(fromObject(headers), ANSWER, NOW), has);
    });
  }
  it('does not turn an error into a 304', () => {
    const error = { ...ANSWER, status: 404 };
    assert.equal(isNotModified(fromObject({ 'If-None-Match': '*' }), error), false);
  });
});

it('a 304 has the caching headers and none of the body', () => {
  const { status, headers, body } = notModified(ANSWER);
  assert.equal(status, 304);
  assert.equal(body.length, 0);
  assert.deepEqual(Object.keys(headers), ['etag', 'last-modified', 'cache-control']);
});
