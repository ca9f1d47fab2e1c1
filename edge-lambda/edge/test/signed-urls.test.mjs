import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseImageRequest } from '../src/image-request.mjs';
import { keysOf, verifyWith } from '../src/node/signing-keys.mjs';
import { signUrl } from '../src/node/url-signer.mjs';
import { recipeOf } from '../src/recipe.mjs';
import { vectors } from '../testing/vectors.mjs';

const { secrets, now, recipes, signed, requests } = vectors('signed-urls.json');
const keys = keysOf(JSON.stringify({ keys: secrets }));

describe('signed-urls.json', () => {
  for (const { name, key, kid, expires, parameters, url } of signed) {
    it(`signs ${name}`, () => {
      assert.equal(signUrl({ kid, secret: keys.get(kid) }, key, parameters, expires), url);
    });
  }
  for (const vector of requests) {
    it(vector.name, () => {
      const request = parseImageRequest(
        vector.path,
        vector.query,
        vector.headers ?? {},
        recipeOf(recipes[vector.recipe ?? 'default']),
        verifyWith(keys, now * 1000),
      );
      if ('status' in vector) {
        assert.deepEqual(request, { status: vector.status, message: vector.message });
        return;
      }
      const { key, variant, v } = /** @type {any} */ (request);
      const expected = { key: vector.key, variant: vector.variant, v: vector.v ?? null };
      assert.deepEqual({ key, variant, v }, expected);
    });
  }
});

it('takes no signature where no keys are', () => {
  const { path, query } = requests[0];
  assert.deepEqual(parseImageRequest(path, query, {}, recipeOf(recipes.default)), {
    status: 403,
    message: 'expected a signature by a known key but got kid "2026-a"',
  });
});

it('signs neither unknown parameters nor another signature', () => {
  const { kid, key, expires, parameters, url } = signed[0];
  const more = { ...parameters, utm: 'x', sig: 'y', kid: 'z', exp: '1' };
  assert.equal(signUrl({ kid, secret: keys.get(kid) }, key, more, expires), url);
});

it('refuses times that no URL can carry', () => {
  const key = { kid: 'a', secret: keys.get('2026-a') };
  for (const expires of [0, -1, 1.5, 1e11, NaN]) {
    assert.throws(() => signUrl(key, 'a.jpg', {}, expires), /expected exp to be seconds/);
  }
});

describe('keysOf', () => {
  const secret = Buffer.alloc(32).toString('base64url');
  for (const [name, text] of Object.entries({
    'no JSON': 'xyzzy',
    'no object': '"xyzzy"',
    'no keys': '{"keys":{}}',
    'a short secret': JSON.stringify({ keys: { a: secret.slice(0, 40) } }),
    'a bad id': JSON.stringify({ keys: { 'xyzzy xyzzy': secret } }),
    'a number': '{"keys":{"xyzzy":1}}',
    'too many': JSON.stringify({
      keys: Object.fromEntries(Array.from({ length: 17 }, (_, i) => ['k' + i, secret])),
    }),
  })) {
    it(`refuses ${name}, and does not say what stood there`, () => {
      assert.throws(
        () => keysOf(text),
        (e) => /^expected /.test(e.message) && !e.message.includes('xyzzy'),
      );
    });
  }
});
