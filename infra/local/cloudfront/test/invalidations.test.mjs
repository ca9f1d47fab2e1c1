import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Invalidations, RefusedInvalidationError } from '../src/invalidations.mjs';

function fixture(durationMs = 1_000) {
  const clock = { nowMs: 0 };
  const seen = [];
  const invalidations = new Invalidations({
    invalidate: (each) => seen.push(each),
    durationMs,
    nowMs: () => clock.nowMs,
  });
  return { clock, seen, invalidations };
}

function refuses(act, code, message = /./) {
  assert.throws(
    act,
    (e) => e instanceof RefusedInvalidationError && e.code === code && message.test(e.message),
  );
}

const paths = (length, suffix = '') => Array.from({ length }, (_, i) => `/${i}${suffix}`);

describe('an invalidation', () => {
  it('names paths, beginnings of paths and tags', () => {
    const { seen, invalidations } = fixture();
    invalidations.create('1', ['/a.jpg', 'b.jpg', '/c/*', '#Product:A', '/d*e']);
    assert.deepEqual(seen[0].paths, new Set(['/a.jpg', '/b.jpg', '/d*e']));
    assert.deepEqual(seen[0].prefixes, ['/c/']);
    assert.deepEqual(seen[0].tags, new Set(['product:a']));
  });
  it('is in progress for a while', () => {
    const { clock, invalidations } = fixture();
    const created = invalidations.create('1', ['/a']);
    assert.ok(invalidations.isInProgress(invalidations.get(created.id)));
    clock.nowMs = 1_000;
    assert.ok(!invalidations.isInProgress(created));
    refuses(() => invalidations.get('other'), 'NoSuchInvalidation');
  });
  it('is the same one where the caller repeats itself, and refused where it changes its mind', () => {
    const { seen, invalidations } = fixture();
    const created = invalidations.create('1', ['/a']);
    assert.equal(invalidations.create('1', ['/a']).id, created.id);
    assert.equal(seen.length, 1);
    refuses(() => invalidations.create('1', ['/b']), 'InvalidArgument');
  });

  // "What you need to know when invalidating tags": visible ASCII without commas, at most 256.
  it('has tags of 1 to 256 visible ASCII characters', () => {
    const { invalidations } = fixture();
    invalidations.create('1', ['#' + 'x'.repeat(256)]);
    for (const tag of ['#', '#a b', '#a,b', '#ü', '#' + 'x'.repeat(257)]) {
      refuses(() => invalidations.create(tag, [tag]), 'InvalidArgument', /tag/);
    }
  });
  it('has paths in percent-encoded ASCII', () => {
    refuses(() => fixture().invalidations.create('1', ['/köln']), 'InvalidArgument');
    refuses(() => fixture().invalidations.create('1', []), 'InvalidArgument');
    refuses(() => fixture().invalidations.create('', ['/a']), 'InvalidArgument');
  });
});

// "Concurrent invalidation request maximum": 3,000 files in progress, and 15 with a wildcard,
// independently; "What you need to know when invalidating tags": a tag counts as a path.
describe('in progress at a time', () => {
  it('may be 3,000 paths and tags, over all invalidations', () => {
    const { clock, invalidations } = fixture();
    invalidations.create('1', paths(2_999));
    invalidations.create('2', ['#tag']);
    refuses(() => invalidations.create('3', ['/one more']), 'InvalidArgument');
    refuses(
      () => invalidations.create('3', ['/more']),
      'TooManyInvalidationsInProgress',
      /3000.*3001/,
    );
    clock.nowMs = 1_000;
    invalidations.create('3', ['/more']);
  });
  it('may be 15 paths with a wildcard, beside the others', () => {
    const { invalidations } = fixture();
    invalidations.create('1', paths(3_000));
    invalidations.create('2', paths(15, '*'));
    refuses(
      () => invalidations.create('3', ['/more*']),
      'TooManyInvalidationsInProgress',
      /15.*16/,
    );
  });
  it('is nothing of what was refused', () => {
    const { seen, invalidations } = fixture();
    refuses(() => invalidations.create('1', paths(3_001)), 'TooManyInvalidationsInProgress');
    assert.equal(seen.length, 0);
    invalidations.create('1', paths(3_000));
  });
});
