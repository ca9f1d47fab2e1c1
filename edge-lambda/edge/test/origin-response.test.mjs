import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { originResponse } from '../src/cloudfront/origin-response.mjs';
import { recipeOf } from '../src/recipe.mjs';
import { originResponseEvent } from '../testing/events.mjs';
import { header, invoke } from '../testing/header-rules.mjs';
import { vectors } from '../testing/vectors.mjs';

const { recipes } = vectors('signed-urls.json');
const YEAR = 'public, max-age=31536000, immutable';
const MINUTE = 'public, max-age=60';
const V = '0123456789abcdef';

const webp = (rest = {}) => ({
  contentType: 'image/webp',
  etag: '"e"',
  v: V,
  cacheTag: 'f00f',
  base64: Buffer.from('bytes').toString('base64'),
  ...rest,
});

/** The handler with a maker that answers by path, and what was ordered of it. */
function edge(answers, recipe = 'slow') {
  const orders = [];
  const make = async (order, deadlineMs) => {
    orders.push({ ...order, deadlineMs });
    return typeof answers === 'function' ? answers(order) : answers;
  };
  const handler = originResponse(recipeOf(recipes[recipe]), make, () => 1_000_000);
  return {
    orders,
    answer: (uri, rest = {}) => invoke(handler, originResponseEvent(uri, rest)),
  };
}

describe('what the bucket has', () => {
  const { answer, orders } = edge(() => assert.fail('nothing is to be made'));

  it('is kept for a year under its own v', async () => {
    const response = await answer('/a.jpg/w640.webp', { status: 200, querystring: 'v=' + V });
    assert.equal(header(response, 'cache-control'), YEAR);
    assert.equal('body' in response, false);
    assert.deepEqual(orders, []);
  });

  for (const querystring of ['', 'v=fedcba9876543210', 'v=']) {
    it(`is kept for a minute under ${JSON.stringify(querystring)}`, async () => {
      const response = await answer('/a.jpg/w640.webp', { status: 200, querystring });
      assert.equal(header(response, 'cache-control'), MINUTE);
    });
  }

  it('is kept for a minute where 304 does not say which v it has', async () => {
    const event = originResponseEvent('/a.jpg/w640.webp', { status: 304, querystring: 'v=' + V });
    delete event.Records[0].cf.response.headers['x-amz-meta-v'];
    const handler = originResponse(recipeOf(recipes.slow), () => assert.fail(), Date.now);
    assert.equal(header(await invoke(handler, event), 'cache-control'), MINUTE);
  });

  it('keeps its entity tag and type, and tells nothing of the house', async () => {
    const response = await answer('/a.jpg/w640.webp', { status: 200 });
    assert.equal(header(response, 'etag'), '"d41d8cd98f00b204e9800998ecf8427e"');
    assert.equal(header(response, 'content-type'), 'image/webp');
    assert.equal(header(response, 'x-content-type-options'), 'nosniff');
    assert.equal(header(response, 'content-security-policy'), "default-src 'none'; sandbox");
    assert.equal(header(response, 'vary'), 'Accept, Sec-CH-DPR, Sec-CH-Width, Save-Data');
    const left = Object.keys(response.headers).filter((name) => name.startsWith('x-amz-'));
    assert.deepEqual(left, ['x-amz-meta-cache-tag']);
  });
});

describe('what the bucket lacks', () => {
  for (const status of [403, 404]) {
    it(`is made at ${status} and answered at once`, async () => {
      const { answer, orders } = edge(webp());
      const response = await answer('/a.jpg/w640.webp', { status, querystring: 'v=' + V });
      assert.equal(response.status, '200');
      assert.equal(Buffer.from(response.body, 'base64').toString(), 'bytes');
      assert.equal(response.bodyEncoding, 'base64');
      assert.equal(header(response, 'content-type'), 'image/webp');
      assert.equal(header(response, 'etag'), '"e"');
      assert.equal(header(response, 'cache-control'), YEAR);
      assert.equal(header(response, 'x-amz-meta-cache-tag'), 'f00f');
      assert.equal(header(response, 'transfer-encoding'), 'chunked');
      assert.equal('server' in response.headers, false);
      assert.deepEqual(
        orders.map(({ path, bytesWanted, deadlineMs }) => ({ path, bytesWanted, deadlineMs })),
        [{ path: '/a.jpg/w640.webp', bytesWanted: true, deadlineMs: 1_025_000 }],
      );
    });
  }

  it('is kept for a minute where it is of another v', async () => {
    const { answer } = edge(webp({ v: 'fedcba9876543210' }));
    const response = await answer('/a.jpg/w640.webp', { querystring: 'v=' + V });
    assert.equal(header(response, 'cache-control'), MINUTE);
  });

  it('is made for HEAD without its bytes', async () => {
    const { answer, orders } = edge(webp({ base64: null }));
    const response = await answer('/a.jpg/w640.webp', { method: 'HEAD' });
    assert.equal(response.status, '200');
    assert.equal(response.body, '');
    assert.equal(orders[0].bytesWanted, false);
  });

  it('and has no variant’s name is a 404', async () => {
    const { answer, orders } = edge(webp());
    for (const uri of ['/a.jpg/manifest.json', '/a.jpg/w0.jpg', '/a.jpg/w640.gif', '/a.jpg']) {
      const response = await answer(uri, { status: 403 });
      assert.equal(response.status, '404');
      assert.equal(header(response, 'cache-control'), MINUTE);
    }
    assert.deepEqual(orders, []);
  });
});

describe('what is too large to answer', () => {
  const { answer } = edge(webp({ base64: null }));

  it('is redirected to the same URL, once, and nobody keeps that', async () => {
    const query = `?v=${V}&w=640`;
    const first = await answer('/k%C3%B6ln/a.jpg/w640.webp', { query, querystring: 'v=' + V });
    assert.equal(first.status, '302');
    assert.equal(header(first, 'location'), `/k%C3%B6ln/a.jpg?v=${V}&w=640&again=1`);
    assert.equal(header(first, 'cache-control'), 'no-store');

    const second = await answer('/k%C3%B6ln/a.jpg/w640.webp', { query: query + '&again=1' });
    assert.equal(second.status, '502');
    assert.equal(header(second, 'cache-control'), 'no-store');
    assert.equal('location' in second.headers, false);
  });

  it('is no reason to refuse what fits, whoever writes again=1', async () => {
    const query = '?w=640&again=1';
    const response = await edge(webp()).answer('/a.jpg/w640.webp', { query });
    assert.equal(response.status, '200');
    assert.equal(Buffer.from(response.body, 'base64').toString(), 'bytes');

    const unknown = edge({ status: 404, message: 'expected A but got B' });
    assert.equal((await unknown.answer('/a.jpg/w640.webp', { query })).status, '404');
    const head = edge(webp({ base64: null }));
    const rest = { query, method: 'HEAD' };
    assert.equal((await head.answer('/a.jpg/w640.webp', rest)).status, '200');
  });

  for (const key of ['/example.org/a.jpg', '\\example.org', 'a/../../b.jpg', '//x', '.hidden/..']) {
    it(`leads the key ${key} to no other host and path`, async () => {
      const uri = '/' + encodeURIComponent(key).replace(/%2F/g, '/') + '/w640.webp';
      const location = header(await answer(uri), 'location');
      const target = new URL(location, 'https://pictures.example');
      assert.equal(target.origin, 'https://pictures.example');
      assert.equal(decodeURIComponent(target.pathname.slice(1)), key);
    });
  }

  it('is an error, not a circle, where the origin request policy forwards no query', async () => {
    const response = await answer('/a.jpg/w640.webp', { query: null });
    assert.equal(response.status, '502');
    assert.match(response.body, /x-calotype-query/);
  });
});

describe('what is refused', () => {
  for (const [status, cacheControl, kept] of [
    [404, MINUTE, MINUTE],
    [404, undefined, MINUTE],
    [409, MINUTE, MINUTE],
    [413, MINUTE, MINUTE],
    [415, MINUTE, MINUTE],
    [422, 'public, max-age=30', 'public, max-age=30'],
    [429, MINUTE, 'no-store'],
    [502, undefined, 'no-store'],
    [504, MINUTE, 'no-store'],
  ]) {
    it(`with ${status} is passed on (${cacheControl})`, async () => {
      const { answer } = edge({ status, message: 'expected A but got B', cacheControl });
      const response = await answer('/a.jpg/w640.webp', { status: 403 });
      assert.equal(response.status, String(status));
      assert.notEqual(response.statusDescription, 'Error');
      assert.equal(response.body, 'expected A but got B\n');
      assert.equal(header(response, 'cache-control'), kept);
      assert.equal('retry-after' in response.headers, false);
    });
  }

  it('for now says when to come back', async () => {
    const { answer } = edge({ status: 429, message: 'busy', retryAfter: '2' });
    assert.equal(header(await answer('/a.jpg/w640.webp'), 'retry-after'), '2');
  });

  for (const [status, answered] of [
    [400, '400'],
    [412, '412'],
    [416, '416'],
    [500, '500'],
    [503, '503'],
    [301, '502'],
    [501, '502'],
  ]) {
    it(`by storage with ${status} says no more than ${answered}`, async () => {
      const { answer, orders } = edge(webp());
      const response = await answer('/a.jpg/w640.webp', { status });
      assert.equal(response.status, answered);
      assert.match(response.body, /^expected [^\n]* but [^\n]*: [^\n]*\n$/);
      assert.equal(header(response, 'cache-control'), 'no-store');
      assert.deepEqual(orders, []);
    });
  }
});

describe('a slow format that is not there', () => {
  it('is answered as WebP for a minute, and never asked to be made', async () => {
    const { answer, orders } = edge(webp());
    const response = await answer('/a/b.jpg/w640.avif', { querystring: 'v=' + V });
    assert.equal(response.status, '200');
    assert.equal(header(response, 'content-type'), 'image/webp');
    assert.equal(header(response, 'cache-control'), MINUTE);
    assert.deepEqual(orders.map(({ path }) => path), ['/a/b.jpg/w640.webp']);
  });

  it('is answered as JPEG where WebP fails', async () => {
    const { answer, orders } = edge(({ path }) =>
      path.endsWith('.webp') ? { status: 502, message: 'x' } : webp({ contentType: 'image/jpeg' }),
    );
    const response = await answer('/a.jpg/w640.avif');
    assert.equal(header(response, 'content-type'), 'image/jpeg');
    assert.deepEqual(orders.map(({ path }) => path), ['/a.jpg/w640.webp', '/a.jpg/w640.jpg']);
    assert.deepEqual(new Set(orders.map(({ deadlineMs }) => deadlineMs)).size, 1);
  });

  for (const status of [404, 415, 429]) {
    it(`of a picture that is answered ${status} is so too, after one question`, async () => {
      const { answer, orders } = edge({ status, message: 'x' });
      assert.equal((await answer('/a.jpg/w640.avif')).status, String(status));
      assert.equal(orders.length, 1);
    });
  }

  it('is redirected to the neighbour by name where that is too large', async () => {
    const { answer } = edge(webp({ base64: null }));
    const rest = { querystring: 'v=' + V, query: '?format=avif&w=500' };
    const response = await answer('/a.jpg/w640.avif', rest);
    assert.equal(header(response, 'location'), `/a.jpg?w=640&format=webp&v=${V}`);
    assert.equal(header(response, 'cache-control'), 'no-store');
  });

  it('that is wider than a request may ask is redirected as half of it at dpr 2', async () => {
    const { answer } = edge(webp({ base64: null }));
    const response = await answer('/a.jpg/w9001.avif');
    assert.equal(header(response, 'location'), '/a.jpg?dpr=2&w=4500&format=webp');
  });

  it('is not slow where the recipe does not say so', async () => {
    const { answer, orders } = edge(webp(), 'default');
    await answer('/a.jpg/w640.avif');
    assert.equal(orders[0].path, '/a.jpg/w640.avif');
  });
});

it('says so where it is wired to another event', async () => {
  const event = originResponseEvent('/a', {});
  delete event.Records[0].cf.response;
  const handler = originResponse(recipeOf(recipes.slow), () => assert.fail());
  await assert.rejects(handler(event), /expected an origin-response event/);
});
