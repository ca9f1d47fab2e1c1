import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inflateSync } from 'node:zlib';
// Its author's own implementation, from the edge's node_modules: there is no package here.
import { thumbHashToRGBA } from '../../edge/node_modules/thumbhash/thumbhash.js';
import { vectors } from '../../edge/testing/vectors.mjs';
import { manifestUrl, pictureHtml, placeholderUrl, sizes, srcset } from '../calotype.mjs';

const { manifests, ...lists } = vectors('pictures.json');

describe('pictures.json', () => {
  for (const { name, manifest, base, options, html } of lists.pictures) {
    it(`a picture ${name}`, () => {
      assert.equal(pictureHtml(manifests[manifest], { ...options, base }), html);
    });
  }
  for (const vector of lists.srcsets) {
    it(`srcset of ${vector.format} at ${JSON.stringify(vector.base)}`, () => {
      assert.equal(srcset(manifests[vector.manifest], vector.format, vector.base), vector.srcset);
    });
  }
  for (const vector of lists.sizes) {
    it(`sizes of ${vector.width}`, () => {
      const { manifest, width, conditional } = vector;
      assert.equal(sizes(manifests[manifest], width, conditional), vector.sizes);
    });
  }
  for (const { key, base, url } of lists.manifestUrls) {
    it(`manifest of ${key}`, () => assert.equal(manifestUrl(key, base), url));
  }
  for (const { thumbHash, url } of lists.placeholders) {
    it(`placeholder of ${thumbHash}`, () => {
      assert.equal(placeholderUrl({ ...manifests.plain, thumbHash }), url);
    });
  }
  for (const base of lists.invalidBases) {
    it(`refuses the base ${base}`, () => {
      assert.throws(() => manifestUrl('a.jpg', base), /expected a base such as https:/);
    });
  }
});

describe('a placeholder', () => {
  const hashes = Object.values(manifests).map(({ thumbHash }) => thumbHash);
  for (const thumbHash of hashes) {
    it(`of ${thumbHash} is the picture that its author paints`, () => {
      const published = thumbHashToRGBA(Buffer.from(thumbHash, 'base64'));
      const { width, height, rgba } = pixelsOf(placeholderUrl({ ...manifests.plain, thumbHash }));
      assert.deepEqual([width, height], [published.w, published.h]);
      // The order of a sum may round a channel otherwise.
      rgba.forEach((value, i) => assert.ok(Math.abs(value - published.rgba[i]) <= 1));
    });
  }
});

/** Reads a PNG with the inflater of Node.js, which checks its sum. */
function pixelsOf(url) {
  const png = Buffer.from(url.replace('data:image/png;base64,', ''), 'base64');
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const raw = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
  const row = 1 + width * 4;
  assert.equal(raw.length, height * row);
  return { width, height, rgba: [...raw].filter((_, i) => i % row !== 0) };
}

it('says why there is no picture', () => {
  const rejected = { state: 'rejected', reason: { code: 'CORRUPT', message: 'it is broken' } };
  for (const use of [pictureHtml, srcset, sizes, placeholderUrl]) {
    assert.throws(
      () => use(rejected, {}),
      /^Error: expected the manifest of a ready picture but it is rejected: it is broken$/,
    );
  }
});
