import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { EdgeFunction, LimitExceededError, TIMEOUT_MS } from '../src/edge-function.mjs';
import { viewerRequestEvent } from '../src/events.mjs';

const BUNDLE = new URL('../testing/functions/misbehaves.mjs', import.meta.url).href;
const ENVIRONMENT = { accessKeyId: 'LOCALKEY', secretAccessKey: 'secret', region: 'us-east-1' };

const all = [];
after(() => Promise.all(all.map((each) => each.close())));

function edgeFunction(options = {}) {
  const made = new EdgeFunction({
    name: 'misbehaves',
    event: 'viewer-request',
    bundle: BUNDLE,
    environment: ENVIRONMENT,
    ...options,
  });
  all.push(made);
  return made;
}

function event(uri) {
  const request = { clientIp: '127.0.0.1', method: 'GET', uri, querystring: '', headers: {} };
  return viewerRequestEvent({ distributionDomainName: 'd', distributionId: 'E' }, 'r', request);
}

describe('an edge function', () => {
  it('gets the event and returns through JSON', async () => {
    const request = await edgeFunction().invoke(event('/as-it-is'));
    assert.equal(request.uri, '/as-it-is');
  });

  // "Restrictions on Lambda@Edge", Lambda features: environment variables are not supported, except
  // for reserved ones.
  it('has no environment but what Lambda itself sets', async () => {
    process.env['CALOTYPE_TEST_SECRET'] = 'must not be seen';
    const { body } = await edgeFunction().invoke(event('/environment'));
    assert.deepEqual(JSON.parse(body), {
      AWS_ACCESS_KEY_ID: 'LOCALKEY',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: 'misbehaves',
    });
  });

  it('may take 5 s at viewer events and 30 s at origin events', () => {
    // "Quotas on Lambda@Edge": function timeout.
    assert.deepEqual(TIMEOUT_MS, { 'viewer-request': 5_000, 'origin-response': 30_000 });
    assert.equal(edgeFunction().timeoutMs, 5_000);
    assert.equal(edgeFunction({ event: 'origin-response' }).timeoutMs, 30_000);
  });

  it('is given up when it takes longer, and works again afterwards', async () => {
    const slow = edgeFunction({ timeoutMs: 3_000 });
    await slow.warm();
    await assert.rejects(slow.invoke(event('/hangs')), /timed out after 3000 ms/);
    assert.equal((await slow.invoke(event('/next'))).uri, '/next');
  });

  it('has its time for itself: a thread starts before it begins', async () => {
    // "Understanding the Lambda execution environment lifecycle", Init phase: limited to 10 seconds;
    // the function's timeout is that of the Invoke phase.
    const bundle = new URL('../testing/functions/starts-slowly.mjs', import.meta.url).href;
    const cold = edgeFunction({ bundle, timeoutMs: 1_500 });
    assert.equal((await cold.invoke(event('/first'))).uri, '/first');
  });

  it('fails alone when it throws or ends its thread', async () => {
    const failing = edgeFunction();
    await assert.rejects(failing.invoke(event('/throws')), /on purpose/);
    await assert.rejects(failing.invoke(event('/dies')), /ended with 7/);
    assert.equal((await failing.invoke(event('/next'))).uri, '/next');
  });

  it('keeps its globals between events, as a warm environment does', async () => {
    const warm = edgeFunction({ threadsMax: 1 });
    await warm.invoke(event('/remembers'));
    assert.equal((await warm.invoke(event('/remembers'))).body, '2');
  });

  it('takes one event at a time in one environment, and refuses when too many wait', async () => {
    // "HTTP 503 status code (Lambda limit exceeded)".
    const narrow = edgeFunction({ threadsMax: 1, waitingMax: 1, timeoutMs: 3_000 });
    await narrow.warm();
    const first = assert.rejects(narrow.invoke(event('/hangs')), /timed out/);
    const second = narrow.invoke(event('/second'));
    await assert.rejects(narrow.invoke(event('/third')), LimitExceededError);
    await first;
    assert.equal((await second).uri, '/second');
  });

  it('fails the start where its bundle is broken', async () => {
    const broken = edgeFunction({ bundle: 'file:///nowhere.mjs' });
    await assert.rejects(broken.warm(), /cannot load misbehaves/);
  });
});
