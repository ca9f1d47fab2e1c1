import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { casesOf } from '../bench/cases.mjs';
import { control, cpuUs } from '../bench/measure.mjs';
import { handlerOf as originResponse } from '../src/entry/origin-response.mjs';
import { handlerOf as originResponseManifest } from '../src/entry/origin-response-manifest.mjs';
import { handlerOf as viewerRequest } from '../src/entry/viewer-request.mjs';
import { handlerOf as viewerRequestManifest } from '../src/entry/viewer-request-manifest.mjs';
import { EDGE_CONFIG } from '../testing/edge-config.mjs';

const CASES = casesOf({
  'viewer-request': viewerRequest(EDGE_CONFIG),
  'viewer-request-manifest': viewerRequestManifest(),
  'origin-response': originResponse(EDGE_CONFIG),
  'origin-response-manifest': originResponseManifest(),
});

/** The same handler, that works out one answer for each URL. */
function cachedByUrl(call) {
  const answers = new Map();
  const cached = async (event) => {
    const { uri, querystring } = event.Records[0].cf.request;
    const url = uri + '?' + querystring;
    if (answers.has(url)) {
      cached.hits++;
    } else {
      answers.set(url, await call(event));
    }
    return answers.get(url);
  };
  cached.hits = 0;
  return cached;
}

for (const one of CASES) {
  describe(`the benchmark of ${one.function}, ${one.request},`, () => {
    it('takes answers that are worked out each time', async () => {
      await control(one);
      const { median, p99, medians } = await cpuUs(one, 100);
      assert.ok(median <= p99);
      assert.equal(medians.length, 10);
    });

    it('refuses a handler that keeps its answers by URL, and gives it no chance to win', async () => {
      const call = cachedByUrl(one.call);
      await cpuUs({ ...one, call }, 100);
      assert.equal(call.hits, 0);
      await assert.rejects(control({ ...one, call: cachedByUrl(one.call) }), /handed out before/);
    });

    it('refuses a handler that answers with nothing of the kind', async () => {
      const call = async () => ({ status: '204', uri: '/', querystring: '', headers: { etag: [{ value: '' }] } });
      await assert.rejects(control({ ...one, call }), /another answer than expected/);
      await assert.rejects(cpuUs({ ...one, call }, 100), /another answer than expected/);
    });
  });
}
