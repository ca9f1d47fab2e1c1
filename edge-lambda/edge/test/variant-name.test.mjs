import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseName, writeName } from '../src/variant-name.mjs';
import { vectors } from '../testing/vectors.mjs';

const { valid, invalid } = vectors('variant-names.json');

describe('variant-names.json', () => {
  for (const { name, ...parts } of valid) {
    it(`reads and writes ${name}`, () => {
      assert.deepEqual(parseName(name), parts);
      assert.equal(writeName(parts), name);
    });
  }
  for (const name of invalid) {
    it(`takes ${JSON.stringify(name)} for no name`, () => assert.equal(parseName(name), null));
  }
});
