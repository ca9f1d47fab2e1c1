import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ExecutionError } from '../src/edge-function.mjs';
import { OriginError } from '../src/origins.mjs';
import { FakeBucket, FakeFunction, Fixture, POLICY, xCache } from '../testing/fixture.mjs';

const KEPT = { 'Cache-Control': 'max-age=100' };
const NOTHING = { paths: new Set(), prefixes: [], tags: new Set() };

describe('the cache key', () => {
  it('is computed after viewer-request, from the path and the listed parameters only', async () => {
    const viewerRequest = new FakeFunction(({ request }) => ({
      ...request,
      uri: '/picture/w320.webp',
      querystring: 'v=1&secret=2',
    }));
    const bucket = new FakeBucket(() => ({ headers: KEPT, body: 'bytes' }));
    const fixture = new Fixture({ bucket, viewerRequest });
    assert.equal(
      xCache(await fixture.get('/picture?w=300', { Accept: 'image/webp' })),
      'Miss from cloudfront',
    );
    assert.equal(
      xCache(await fixture.get('/picture?w=320', { Accept: '*/*' })),
      'Hit from cloudfront',
    );
    assert.equal(bucket.asked.length, 1);
    assert.equal(bucket.asked[0].uri, '/picture/w320.webp');
    assert.equal(bucket.asked[0].querystring, 'v=1');
  });
  it('has the headers that the policy lists', async () => {
    const bucket = new FakeBucket(() => ({ headers: KEPT }));
    const fixture = new Fixture({ bucket, policy: { ...POLICY, headers: ['accept'] } });
    await fixture.get('/a', { Accept: 'x' });
    await fixture.get('/a', { Accept: 'y' });
    await fixture.get('/a', { Accept: 'x', Other: 'z' });
    assert.equal(bucket.asked.length, 2);
  });
  it('is the same for HEAD and GET, and the origin is asked with GET', async () => {
    const bucket = new FakeBucket(() => ({ headers: KEPT }));
    const fixture = new Fixture({ bucket });
    await fixture.get('/a', {}, 'HEAD');
    assert.equal(xCache(await fixture.get('/a')), 'Hit from cloudfront');
    assert.equal(bucket.asked[0].method, 'GET');
  });
});

describe('what is cached', () => {
  it('has an age, and is asked for again once it has expired', async () => {
    let body = 'first';
    const fixture = new Fixture({ bucket: new FakeBucket(() => ({ headers: KEPT, body })) });
    await fixture.get('/a');
    body = 'second';
    fixture.later(99);
    const hit = await fixture.get('/a');
    assert.equal(hit.headers.age[0].value, '99');
    assert.equal(hit.body.toString(), 'first');
    fixture.later(1);
    assert.equal(await fixture.text('/a'), 'second');
  });
  it('is asked for by its entity tag, and kept when that still holds', async () => {
    // "Request and response behavior", Conditional GETs.
    const bucket = new FakeBucket((_, conditions) =>
      conditions['if-none-match'] === '"1"'
        ? { status: 304, headers: { ETag: '"1"', 'Cache-Control': 'max-age=7' } }
        : { headers: { ...KEPT, ETag: '"1"', 'Content-Type': 'image/webp' }, body: 'bytes' },
    );
    const originResponse = new FakeFunction(({ response }) => response);
    const fixture = new Fixture({ bucket, originResponse });
    await fixture.get('/a');
    fixture.later(100);
    const refreshed = await fixture.get('/a');
    assert.equal(xCache(refreshed), 'RefreshHit from cloudfront');
    assert.equal(refreshed.body.toString(), 'bytes');
    assert.equal(refreshed.headers['content-type'][0].value, 'image/webp');
    assert.equal(refreshed.headers['cache-control'][0].value, 'max-age=7');
    assert.equal(originResponse.asked[1].Records[0].cf.response.status, '304');
    fixture.later(6);
    assert.equal(xCache(await fixture.get('/a')), 'Hit from cloudfront');
  });
  it('is an error too, for as long as errors are', async () => {
    const bucket = new FakeBucket(() => ({ status: 404, body: 'no' }));
    const fixture = new Fixture({ bucket, errors: { 404: 3 } });
    await fixture.get('/a');
    fixture.later(2);
    const second = await fixture.get('/a');
    assert.equal(second.status, 404);
    assert.equal(xCache(second), 'Error from cloudfront');
    assert.equal(bucket.asked.length, 1);
    fixture.later(1);
    await fixture.get('/a');
    assert.equal(bucket.asked.length, 2);
  });
  it('is never what viewer-request generated', async () => {
    const viewerRequest = new FakeFunction(() => ({
      status: '400',
      headers: { 'cache-control': [{ value: 'max-age=60' }] },
      body: 'bad\n',
    }));
    const bucket = new FakeBucket(() => ({}));
    const fixture = new Fixture({ bucket, viewerRequest });
    const answer = await fixture.get('/a?w=abc');
    assert.equal(answer.status, 400);
    assert.equal(answer.body.toString(), 'bad\n');
    assert.equal(xCache(answer), 'LambdaGeneratedResponse from cloudfront');
    await fixture.get('/a?w=abc');
    assert.equal(viewerRequest.asked.length, 2);
    assert.equal(bucket.asked.length, 0);
  });
});

describe('origin-response', () => {
  it('sees the origin, the headers that are forwarded, and no others', async () => {
    const originResponse = new FakeFunction(({ response }) => response);
    const bucket = new FakeBucket(() => ({ status: 403, headers: KEPT }));
    const fixture = new Fixture({ bucket, originResponse, forwardHeaders: ['x-told'] });
    await fixture.get('/a?v=1', { 'X-Told': 'yes', Accept: '*/*', Authorization: 'Bearer mine' });
    const { cf } = originResponse.asked[0].Records[0];
    assert.equal(cf.config.eventType, 'origin-response');
    assert.equal(cf.request.origin.s3.domainName, 'bucket.s3.us-east-1.amazonaws.com');
    assert.deepEqual(Object.keys(cf.request.headers), ['x-told']);
    assert.equal(cf.request.querystring, 'v=1');
    assert.equal(cf.response.status, '403');
  });
  it('keeps the body of the origin unless it sets one', async () => {
    // "Updating HTTP responses in origin response triggers".
    const bucket = new FakeBucket(() => ({ headers: KEPT, body: 'from the bucket' }));
    const kept = new FakeFunction(({ response }) => response);
    assert.equal(await new Fixture({ bucket, originResponse: kept }).text('/a'), 'from the bucket');
    const emptied = new FakeFunction(({ response }) => ({ ...response, body: '' }));
    assert.equal(await new Fixture({ bucket, originResponse: emptied }).text('/a'), '');
    const replaced = new FakeFunction(({ response }) => ({
      ...response,
      body: Buffer.from('made').toString('base64'),
      bodyEncoding: 'base64',
    }));
    assert.equal(await new Fixture({ bucket, originResponse: replaced }).text('/a'), 'made');
  });
  it('runs once for what is cached', async () => {
    const originResponse = new FakeFunction(({ response }) => ({ ...response, status: '200' }));
    const bucket = new FakeBucket(() => ({ status: 403, headers: KEPT }));
    const fixture = new Fixture({ bucket, originResponse });
    await fixture.get('/a');
    await fixture.get('/a');
    assert.equal(originResponse.asked.length, 1);
  });
});

describe('what fails at the edge', () => {
  const bucket = new FakeBucket(() => ({ headers: KEPT }));
  it('is 502 with a line in the log where a function returned what is not valid', async () => {
    // "HTTP 502 status code (Lambda validation error)".
    const viewerRequest = new FakeFunction(({ request }) => ({
      ...request,
      headers: { ...request.headers, 'x-edge-secret': [{ value: 'x' }] },
    }));
    const fixture = new Fixture({ bucket, viewerRequest });
    const answer = await fixture.get('/a');
    assert.equal(answer.status, 502);
    assert.equal(xCache(answer), 'LambdaValidationError from cloudfront');
    assert.match(fixture.log[0], /^\/a: expected no disallowed header .* x-edge-secret$/);
  });
  it('is 503 where a function failed or took too long', async () => {
    // "HTTP 503 status code (function execution error)".
    const originResponse = new FakeFunction(() => {
      throw new ExecutionError('it failed: with a stack trace');
    });
    const answer = await new Fixture({ bucket, originResponse }).get('/a');
    assert.equal(answer.status, 503);
    assert.doesNotMatch(answer.body.toString(), /stack trace/);
  });
  it('is 502 or 504 where the origin cannot be reached or is too slow', async () => {
    for (const status of [502, 504]) {
      const lost = new FakeBucket(() => {
        throw new OriginError(status, 'lost');
      });
      assert.equal(
        (await new Fixture({ bucket: lost, errors: { [status]: 0 } }).get('/a')).status,
        status,
      );
    }
  });
});

describe('requests for one key at the same time', () => {
  // "Simultaneous requests for the same object (request collapsing)".
  it('become one to the origin', async () => {
    let release;
    const gate = new Promise((resolve) => (release = resolve));
    const bucket = new FakeBucket(async () => {
      await gate;
      return { headers: KEPT, body: 'bytes' };
    });
    const fixture = new Fixture({ bucket });
    const all = Promise.all(Array.from({ length: 100 }, () => fixture.text('/a')));
    const other = fixture.text('/b');
    release();
    assert.deepEqual(new Set(await all), new Set(['bytes']));
    await other;
    assert.equal(bucket.asked.length, 2);
  });
  it('become one even where the answer is not kept', async () => {
    let release;
    const gate = new Promise((resolve) => (release = resolve));
    const bucket = new FakeBucket(async () => {
      await gate;
      return { headers: { 'Cache-Control': 'no-store' } };
    });
    const fixture = new Fixture({ bucket });
    const all = Promise.all([fixture.get('/a'), fixture.get('/a')]);
    release();
    await all;
    await fixture.get('/a');
    assert.equal(bucket.asked.length, 2);
  });
});

describe('an invalidation', () => {
  const tagged = { ...KEPT, 'x-amz-meta-cache-tag': 'Picture-1' };
  it('takes what has the tag, whatever its case', async () => {
    const bucket = new FakeBucket(() => ({ headers: tagged }));
    const fixture = new Fixture({ bucket });
    await fixture.get('/a');
    await fixture.get('/b?v=2');
    assert.equal(fixture.distribution.invalidate({ ...NOTHING, tags: new Set(['picture-1']) }), 2);
    await fixture.get('/a');
    assert.equal(bucket.asked.length, 3);
  });
  it('takes what was asked for before it and came after it', async () => {
    let release;
    const gate = new Promise((resolve) => (release = resolve));
    let body = 'old';
    const bucket = new FakeBucket(async () => {
      const seen = body;
      if (seen === 'old') {
        await gate;
      }
      return { headers: tagged, body: seen };
    });
    const fixture = new Fixture({ bucket });
    const early = fixture.text('/a');
    await new Promise((resolve) => setImmediate(resolve));
    body = 'new';
    fixture.distribution.invalidate({ ...NOTHING, tags: new Set(['picture-1']) });
    assert.equal(await fixture.text('/a'), 'new');
    release();
    assert.equal(await early, 'old');
    assert.equal(await fixture.text('/a'), 'new');
  });
});
