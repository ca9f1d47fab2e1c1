import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CachedKeys } from '../src/node/cached-keys.mjs';
import { keysOf, sign } from '../src/node/signing-keys.mjs';

const secretOf = (kid) => Buffer.from(kid.padEnd(32, '.')).toString('base64url');
const text = (...kids) =>
  JSON.stringify({ keys: Object.fromEntries(kids.map((kid) => [kid, secretOf(kid)])) });
const MINUTE_MS = 60_000;

/** Keys with a clock that is set by hand and a source that is scripted. */
function fixture(initial) {
  const world = { nowMs: 1e12, source: initial, fetched: 0, logged: [] };
  const keys = new CachedKeys(
    async () => {
      world.fetched++;
      if (world.source instanceof Error) throw world.source;
      return await world.source;
    },
    (message) => world.logged.push(message),
    () => world.nowMs,
  );
  return { world, keys };
}

/** Whether a signature by this key is taken now. */
async function takes(keys, kid, nowMs) {
  const verify = await keys.verifier(kid);
  if (verify === null) return null;
  const secret = keysOf(text(kid)).get(kid);
  try {
    verify({ kid, expiresAtS: Math.ceil(nowMs / 1000) + 1, sig: sign(secret, 'x') }, 'x');
    return true;
  } catch {
    return false;
  }
}

describe('keys in memory', () => {
  it('are fetched once in five minutes, however many ask', async () => {
    const { world, keys } = fixture(text('a'));
    await Promise.all(Array.from({ length: 50 }, () => keys.verifier('a')));
    world.nowMs += CachedKeys.FRESH_MS - 1;
    assert.equal(await takes(keys, 'a', world.nowMs), true);
    assert.equal(world.fetched, 1);
    world.nowMs += 1;
    assert.equal(await takes(keys, 'a', world.nowMs), true);
    assert.equal(world.fetched, 2);
  });

  it('forget a key that was taken away', async () => {
    const { world, keys } = fixture(text('a', 'b'));
    assert.equal(await takes(keys, 'a', world.nowMs), true);
    world.source = text('b');
    world.nowMs += CachedKeys.FRESH_MS;
    assert.equal(await takes(keys, 'a', world.nowMs), false);
    assert.equal(await takes(keys, 'b', world.nowMs), true);
  });

  it('learn a new key at once, but are not fetched for every odd id', async () => {
    const { world, keys } = fixture(text('a'));
    await keys.verifier('a');
    world.source = text('a', 'b');
    world.nowMs += CachedKeys.PAUSE_MS;
    assert.equal(await takes(keys, 'b', world.nowMs), true);
    assert.equal(world.fetched, 2);
    for (let i = 0; i < 1000; i++) {
      assert.equal(await takes(keys, 'x' + i, world.nowMs), false);
    }
    assert.equal(world.fetched, 2);
  });

  it('serve on for an hour where fetching fails, and no longer', async () => {
    const { world, keys } = fixture(text('a'));
    await keys.verifier('a');
    world.source = new Error('down');
    world.nowMs += CachedKeys.STALE_MS_MAX - 1;
    assert.equal(await takes(keys, 'a', world.nowMs), true);
    world.nowMs += 1;
    assert.equal(await takes(keys, 'a', world.nowMs), null);
    world.source = text('a');
    world.nowMs += CachedKeys.PAUSE_MS;
    assert.equal(await takes(keys, 'a', world.nowMs), true);
  });

  it('are not asked for without end where they cannot be had', async () => {
    const { world, keys } = fixture(new Error('down'));
    for (let second = 0; second < 60; second++) {
      assert.equal(await takes(keys, 'a', world.nowMs), null);
      world.nowMs += 1000;
    }
    assert.equal(world.fetched, MINUTE_MS / CachedKeys.PAUSE_MS);
  });

  it('keep the old ones where the new secret is broken, and log nothing of it', async () => {
    const { world, keys } = fixture(text('a'));
    await keys.verifier('a');
    world.source = '{"keys":{"a":"xyzzy"}}';
    world.nowMs += CachedKeys.FRESH_MS;
    assert.equal(await takes(keys, 'a', world.nowMs), true);
    assert.equal(world.logged.length, 1);
    assert.ok(!world.logged[0].includes('xyzzy'));
  });
});

describe('the secret’s text', () => {
  it('holds the keys under a name, or nothing but the keys, as Secrets Manager makes them', () => {
    const made = 'A'.repeat(64);
    for (const text of [{ keys: { k1: made } }, { k1: made }]) {
      assert.deepEqual([...keysOf(JSON.stringify(text)).keys()], ['k1']);
    }
    for (const text of [{ keys: null }, { keys: {} }, {}, [], { k1: 'short' }]) {
      assert.throws(() => keysOf(JSON.stringify(text)), /expected (1 to 16|each) key/);
    }
  });
});
