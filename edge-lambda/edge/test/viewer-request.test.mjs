import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { viewerRequest } from '../src/cloudfront/viewer-request.mjs';
import { keysOf, verifyWith } from '../src/node/signing-keys.mjs';
import { recipeOf } from '../src/recipe.mjs';
import { viewerRequestEvent } from '../testing/events.mjs';
import { header, invoke } from '../testing/header-rules.mjs';
import { vectors } from '../testing/vectors.mjs';

const recipe = recipeOf(vectors('requests.json').recipes.default);
const { secrets, now, signed } = vectors('signed-urls.json');
const keys = {
  asked: [],
  async verifier(kid) {
    this.asked.push(kid);
    return verifyWith(keysOf(JSON.stringify({ keys: secrets })), now * 1000);
  },
};
const handler = viewerRequest(recipe, null);
const get = (url, headers, method) => invoke(handler, viewerRequestEvent(url, headers, method));

describe('rewrites', () => {
  it('to one variant with v alone, whatever else was asked', async () => {
    const event = viewerRequestEvent('/k%c3%b6ln.jpg?utm=1&w=300&dpr=2&v=0123456789abcdef', {
      Accept: 'image/webp',
      Authorization: 'Basic xyz',
    });
    const before = structuredClone(event.Records[0].cf.request);
    const request = await invoke(handler, event);
    assert.deepEqual(request, {
      ...before,
      uri: '/k%C3%B6ln.jpg/w640.webp',
      querystring: 'v=0123456789abcdef',
      headers: {
        ...before.headers,
        'x-calotype-query': [
          { key: 'x-calotype-query', value: '?dpr=2&v=0123456789abcdef&w=300' },
        ],
      },
    });
  });

  it('with an empty query where v is none by form', async () => {
    assert.equal((await get('/a.jpg?v=1&w=160')).querystring, '');
  });

  it('by headers that were sent several times, or in another case', async () => {
    const accept = { ACCEPT: ['text/html', 'image/webp'] };
    assert.equal((await get('/a.jpg', accept)).uri, '/a.jpg/w1920.webp');
  });

  it('over what a stranger sends in its own header', async () => {
    const request = await get('/a.jpg?w=160', { 'X-Calotype-Query': '?evil=1' });
    assert.equal(header(request, 'x-calotype-query'), '?w=160');
  });

  it('and tells of a redirect', async () => {
    for (const [query, told] of [
      ['w=160&again=1', '?w=160&again=1'],
      ['again=1', '?&again=1'],
      ['again=1&w=160', '?w=160&again=1'],
      ['w=160&again=12', '?w=160'],
      ['w=160&xagain=1', '?w=160'],
    ]) {
      assert.equal(header(await get('/a.jpg?' + query), 'x-calotype-query'), told);
    }
  });

  it('HEAD as GET', async () => {
    assert.equal((await get('/a.jpg', {}, 'HEAD')).uri, '/a.jpg/w1920.jpg');
  });
});

describe('refuses', () => {
  // What makes other solutions answer 500, a 1x1 picture, or burn a minute of CPU.
  for (const query of [
    'w=-1',
    'w=0',
    'w=abc',
    'w=1e3',
    'w=1.5',
    'w=640px',
    'w=99999',
    'w=12000',
    'format=exe',
    'w=%ZZ',
    '%ZZ',
    'w=1&w=1',
    'format=webp&format=webp',
  ]) {
    it(`${query} with 400 and one line`, async () => {
      const response = await get('/a.jpg?' + query);
      assert.equal(response.status, '400');
      assert.equal(response.statusDescription, 'Bad Request');
      assert.match(response.body, /^expected .* but got .*\n$/);
      assert.equal(header(response, 'x-content-type-options'), 'nosniff');
      assert.equal(header(response, 'cache-control'), 'public, max-age=60');
    });
  }

  it('reserved paths with 404', async () => {
    assert.equal((await get('/uploads')).status, '404');
    assert.equal((await get('/_calotype/x')).status, '404');
  });

  it('other methods with 405', async () => {
    const response = await get('/a.jpg', {}, 'POST');
    assert.equal(response.status, '405');
    assert.equal(header(response, 'allow'), 'GET, HEAD');
  });

  it('the longest path within the size that CloudFront takes', async () => {
    assert.equal((await get('/' + '%00'.repeat(2500))).status, '400');
  });
});

describe('signed URLs', () => {
  const withKeys = viewerRequest(recipe, keys);

  it('come to exact sizes', async () => {
    const request = await invoke(withKeys, viewerRequestEvent(signed[0].url));
    assert.equal(request.uri, '/a.jpg/w777.jpg');
    const [, query] = signed[0].url.split('?');
    assert.equal(header(request, 'x-calotype-query'), '?' + query.split('&').sort().join('&'));
    assert.deepEqual(keys.asked.splice(0), ['2026-a']);
  });

  it('that were changed get 403, which nobody keeps', async () => {
    const url = signed[0].url.replace('777', '778');
    const response = await invoke(withKeys, viewerRequestEvent(url));
    assert.equal(response.status, '403');
    assert.equal(header(response, 'cache-control'), 'no-store');
  });

  it('that have expired get 410', async () => {
    const late = viewerRequest(recipe, {
      verifier: async () => verifyWith(keysOf(JSON.stringify({ keys: secrets })), 1.8e12),
    });
    const response = await invoke(late, viewerRequestEvent(signed[0].url));
    assert.equal(response.status, '410');
    assert.equal(header(response, 'cache-control'), 'no-store');
  });

  it('get 403 where no keys are configured', async () => {
    assert.equal((await get(signed[0].url)).status, '403');
  });

  it('get 503 where the keys cannot be had', async () => {
    const cutOff = viewerRequest(recipe, { verifier: async () => null });
    const response = await invoke(cutOff, viewerRequestEvent(signed[0].url));
    assert.equal(response.status, '503');
    assert.equal(header(response, 'retry-after'), '5');
  });

  it('are all that asks for keys', async () => {
    keys.asked.length = 0;
    for (const query of ['', '?w=300', '?fit=cover&ratio=4%3A3', '?sig', '?sig=1', '?kid=a', '?%ZZ&sig=1']) {
      await invoke(withKeys, viewerRequestEvent('/a.jpg' + query));
    }
    assert.deepEqual(keys.asked, []);
  });

  it('ask for keys by escaped names too', async () => {
    const url = signed[0].url.replace('sig=', '%73ig=').replace('kid=', '%6Bid=');
    const request = await invoke(withKeys, viewerRequestEvent(url));
    assert.equal(request.uri, '/a.jpg/w777.jpg');
  });
});
