import assert from 'node:assert/strict';
import { it } from 'node:test';
import { compiled, normalised } from '../src/paths.mjs';

// "Path pattern" in "All distribution settings reference": CloudFront normalises URI paths
// consistent with RFC 3986 before it matches them with a behaviour.
for (const [sent, matched] of [
  ['/a/b', '/a/b'],
  ['/a/../b', '/b'],
  ['/../../b', '/b'],
  ['/a/./b/..', '/a/'],
  ['/%5Fcalotype/x', '/_calotype/x'],
  ['/%2e%2e/x%2fy', '/x%2Fy'],
  ['//a//b', '//a//b'],
  ['/', '/'],
]) {
  it(`takes ${sent} for ${matched}`, () => assert.equal(normalised(sent), matched));
}

it('lets * stand for any number of characters, slashes too, and ? for one', () => {
  assert.match('/_calotype/a/b', compiled('/_calotype/*'));
  assert.doesNotMatch('/_calotype', compiled('/_calotype/*'));
  assert.match('/a1.jpg', compiled('/a?.jpg'));
  assert.doesNotMatch('/a.jpg', compiled('/a?.jpg'));
  assert.match('/anything', compiled('*'));
  assert.doesNotMatch('/x', compiled('/'));
  assert.match('/a.jpg', compiled('a.jpg'));
  assert.doesNotMatch('/aXjpg', compiled('/a.jpg'));
});
