import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseImageRequest } from '../src/image-request.mjs';
import { verifyWith } from '../src/node/signing-keys.mjs';
import { signUrl } from '../src/node/url-signer.mjs';
import { encodePath } from '../src/percent.mjs';
import { recipeOf } from '../src/recipe.mjs';
import { parseName } from '../src/variant-name.mjs';
import { vectors } from '../testing/vectors.mjs';

const ROUNDS = 50_000;
const SIGNED_ROUNDS = 10_000;
const SEED = Number(process.env.CALOTYPE_FUZZ_SEED ?? Date.now() % 0x7fffffff);
const recipe = recipeOf(vectors('requests.json').recipes.default);

const NAMES = ['w', 'h', 'aspect', 'fit', 'ratio', 'format', 'dpr', 'v', 'kid', 'exp', 'sig', 'x', '%77',
  '__proto__', ''];
const VALUES = ['auto', 'cover', 'inside', 'webp', 'jpeg', '16:9', '4%3A3', '1.5', '4.1', '%ZZ', '%FF',
  '', '0123456789abcdef', '1e3', '-1', '65535:65535', '300', '8192', '1'];
const HEADERS = ['image/avif,image/webp,*/*;q=0.8', 'on', '2.625', '600', '0', ',', 'image/webp;q=0'];
const PIECES = ['/', '.', '..', '%2e', '%', '%%', '%C3', '%B6', 'ö', '🦊', '\ud83e', '\udd8a', '\0', '\r\n',
  'uploads', '_calotype', 'a', '+', '?', '#', '&', '=', ';', ' ', '%00'];

/** A small generator with a seed, so that a failure can be repeated. */
function randomOf(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const random = randomOf(SEED);
const pick = (list) => list[random(list.length)];
const some = (count, piece) => Array.from({ length: random(count) }, piece);
const text = () =>
  some(12, () => (random(3) === 0 ? String.fromCharCode(random(65536)) : pick(PIECES))).join('');
const value = () => (random(4) === 0 ? text() : pick(VALUES));

it(`answers whatever comes (CALOTYPE_FUZZ_SEED=${SEED})`, () => {
  let pictures = 0;
  for (let i = 0; i < ROUNDS; i++) {
    const path = (random(8) === 0 ? '' : '/') + text();
    const query = some(4, () => pick(NAMES) + pick(['=', '=', '=', '']) + value()).join('&');
    const headers = {};
    for (const name of ['accept', 'sec-ch-dpr', 'sec-ch-width', 'save-data']) {
      if (random(2) === 0) headers[name] = random(3) === 0 ? text() : pick(HEADERS);
    }
    const request = parseImageRequest(path, query, headers, recipe);
    if ('status' in request) {
      assert.ok([400, 403, 404].includes(request.status));
      assert.match(request.message, /^[ -~]{1,300}$/);
      continue;
    }
    pictures++;
    const name = parseName(request.variant);
    assert.ok(name !== null && recipe.widthsPx.includes(name.widthPx));
    assert.ok(recipe.formats.includes(name.format));
    assert.ok(name.ratio === null || recipe.ratios.includes(name.ratio));
    assert.match(request.originPath, /^\/[A-Za-z0-9/%._~-]+$/);
    const again = parseImageRequest('/' + encodePath(request.key), query, headers, recipe);
    assert.deepEqual(again, request);
  }
  assert.ok(pictures > ROUNDS / 50, `only ${pictures} of ${ROUNDS} requests were for pictures`);
});

it(`bounds what a signature unlocks, whatever is signed (CALOTYPE_FUZZ_SEED=${SEED})`, () => {
  const key = { kid: 'k', secret: Buffer.alloc(32, 1) };
  const verify = verifyWith(new Map([[key.kid, key.secret]]), 0);
  let pictures = 0;
  for (let i = 0; i < SIGNED_ROUNDS; i++) {
    const parameters = Object.fromEntries(
      some(5, () => [pick(NAMES), random(8) === 0 ? text().toWellFormed() : decodeOr(pick(VALUES))]),
    );
    const [path, query] = signUrl(key, 'a.jpg', parameters, 1).split('?');
    const request = parseImageRequest(path, query, {}, recipe, verify);
    if ('status' in request) {
      // Never 403: however odd a value is, signer and verifier write it alike.
      assert.equal(request.status, 400, request.message);
      continue;
    }
    pictures++;
    const name = parseName(request.variant);
    assert.ok(name !== null && name.widthPx <= 8192);
    assert.ok(recipe.formats.includes(name.format));
    const changed = query.replace('kid=', 'w=1234&kid=');
    const again = parseImageRequest(path, changed, {}, recipe, verify);
    assert.ok('status' in again && [400, 403].includes(again.status));
  }
  assert.ok(pictures > SIGNED_ROUNDS / 50, `only ${pictures} of ${SIGNED_ROUNDS} requests were for pictures`);
});

function decodeOr(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
