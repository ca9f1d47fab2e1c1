import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseImageRequest } from '../src/image-request.mjs';
import { recipeOf } from '../src/recipe.mjs';
import { vectors } from '../testing/vectors.mjs';

const { recipes, cases } = vectors('requests.json');

describe('requests.json', () => {
  for (const vector of cases) {
    it(vector.name, () => {
      const recipe = recipeOf(recipes[vector.recipe ?? 'default']);
      const request = parseImageRequest(vector.path, vector.query, vector.headers ?? {}, recipe);
      if ('status' in vector) {
        assert.deepEqual(request, { status: vector.status, message: vector.message });
        return;
      }
      const { key, variant, v, originPath } = /** @type {any} */ (request);
      assert.deepEqual({ key, variant, v }, { key: vector.key, variant: vector.variant, v: vector.v ?? null });
      if ('originPath' in vector) {
        assert.equal(originPath, vector.originPath);
      }
    });
  }
});
