import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Cache, tagsOf } from '../src/cache.mjs';
import { fromObject } from '../src/headers.mjs';

const NOTHING = { paths: new Set(), prefixes: [], tags: new Set() };

function entry(path, tags = [], bytes = 10) {
  return {
    key: path,
    path,
    tags: new Set(tags),
    answer: { status: 200, headers: {}, body: Buffer.alloc(bytes) },
    storedAtMs: 0,
    freshUntilMs: 1,
  };
}

function cacheOf(...entries) {
  const cache = new Cache(1_000_000);
  entries.forEach((each) => cache.put(each));
  return cache;
}

describe('the cache', () => {
  it('drops what was used least recently when it is full', () => {
    const cache = new Cache(3 * (1024 + 1000));
    ['/a', '/b', '/c'].forEach((path) => cache.put(entry(path, [], 1000)));
    cache.get('/a');
    cache.put(entry('/d', [], 1000));
    assert.equal(cache.get('/b'), undefined);
    assert.ok(cache.get('/a') && cache.get('/c') && cache.get('/d'));
  });
  it('does not keep what is larger than itself, and stays within its bytes', () => {
    const cache = new Cache(10_000);
    cache.put(entry('/a', [], 5_000));
    cache.put(entry('/large', [], 10_000));
    assert.equal(cache.get('/large'), undefined);
    assert.ok(cache.get('/a'));
    for (let i = 0; i < 100; i++) {
      cache.put(entry('/' + i, ['t'], i * 50));
      assert.ok(cache.bytes <= 10_000);
    }
  });
  it('counts an entry once that is put again', () => {
    const cache = cacheOf(entry('/a', ['old'], 100), entry('/a', ['new'], 200));
    assert.equal(cache.size, 1);
    assert.equal(cache.bytes, 1024 + 200);
    assert.equal(cache.invalidate({ ...NOTHING, tags: new Set(['old']) }), 0);
    assert.equal(cache.invalidate({ ...NOTHING, tags: new Set(['new']) }), 1);
    assert.equal(cache.bytes, 0);
  });
  it('invalidates by path with its query, by the beginning of a path, and by tag', () => {
    const all = () =>
      cacheOf(entry('/a'), entry('/a?v=1'), entry('/ab', ['t']), entry('/b', ['t', 'u']));
    assert.equal(all().invalidate({ ...NOTHING, paths: new Set(['/a']) }), 1);
    assert.equal(all().invalidate({ ...NOTHING, prefixes: ['/a'] }), 3);
    assert.equal(all().invalidate({ ...NOTHING, tags: new Set(['t']) }), 2);
    assert.equal(all().invalidate({ ...NOTHING, tags: new Set(['t', 'u']), prefixes: ['/'] }), 4);
    assert.equal(all().invalidate(NOTHING), 0);
  });
});

// "What you need to know when invalidating tags".
describe('tags', () => {
  const NAME = 'x-amz-meta-cache-tag';
  const tags = (value) => [...tagsOf(fromObject({ [NAME]: value }), NAME)];
  it('are separated by commas, and their case does not matter', () => {
    assert.deepEqual(tags(' Product:A ,b,,B'), ['product:a', 'b']);
    assert.deepEqual([...tagsOf({}, NAME)], []);
  });
  it('may have 256 characters, and 50 count', () => {
    assert.deepEqual(tags('x'.repeat(256)), ['x'.repeat(256)]);
    assert.deepEqual(tags('x'.repeat(257)), []);
    assert.equal(tags(Array.from({ length: 51 }, (_, i) => 't' + i).join(',')).length, 50);
  });
});
