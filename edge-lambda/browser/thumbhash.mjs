/**
 * ThumbHash, as Evan Wallace has published it (MIT licence): a few terms of the discrete cosine
 * transform of luminance, two colour differences and alpha, 4 bits a term.
 * https://evanw.github.io/thumbhash/
 *
 * The same as `ThumbHashImage` in Java, to the byte.
 */

/** The longer side of the picture. */
const SIDE_PX = 32;

/**
 * The picture that a hash stands for, as a PNG.
 *
 * @param {string} thumbHash in base64
 * @returns {string} in base64
 */
export function placeholderPng(thumbHash) {
  const { width, height, rgba } = pixels(bytesOf(thumbHash));
  return btoa(String.fromCharCode(...png(width, height, rgba)));
}

/**
 * Whether the picture that a hash stands for is transparent somewhere.
 *
 * @param {string} thumbHash in base64
 */
export function hasAlpha(thumbHash) {
  return header(bytesOf(thumbHash)).alpha;
}

/**
 * @param {Uint8Array} hash
 * @returns {{width: number, height: number, rgba: Uint8Array}}
 */
function pixels(hash) {
  const { constants, scales, terms, alpha, width, height } = header(hash);
  let at = alpha ? 6 : 5;
  let half = 0;
  const channels = terms.map(([termsX, termsY], channel) => {
    const values = [];
    for (let y = 0; y < termsY; y++) {
      for (let x = y > 0 ? 0 : 1; x * termsY < termsX * (termsY - y); x++) {
        const bits = ((hash[at] ?? 0) >> (4 * half)) & 15;
        at += half;
        half = 1 - half;
        values.push({ x, y, value: (bits / 7.5 - 1) * (scales[channel] ?? 0) });
      }
    }
    return values;
  });
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) {
      const [l = 0, p = 0, q = 0, a = 1] = constants.map((constant, channel) => {
        let sum = constant;
        for (const term of channels[channel] ?? []) {
          const alongX = Math.cos((Math.PI / width) * (x + 0.5) * term.x);
          const alongY = Math.cos((Math.PI / height) * (y + 0.5) * term.y);
          sum += term.value * (alongX * (alongY * 2));
        }
        return sum;
      });
      const blue = l - (2 / 3) * p;
      const red = (3 * l - blue + q) / 2;
      rgba.set([red, red - q, blue, a].map(byteOf), i);
    }
  }
  return { width, height, rgba };
}

/** @param {Uint8Array} hash */
function header(hash) {
  const [b0 = 0, b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0] = hash;
  const first = b0 | (b1 << 8) | (b2 << 16);
  const second = b3 | (b4 << 8);
  const alpha = first >> 23 !== 0;
  const landscape = second >> 15 !== 0;
  const long = alpha ? 5 : 7;
  const short = second & 7;
  const constants = [
    (first & 63) / 63,
    ((first >> 6) & 63) / 31.5 - 1,
    ((first >> 12) & 63) / 31.5 - 1,
  ];
  // Colour is a little stronger than it was measured, to make up for the few steps of its terms.
  const scales = [
    ((first >> 18) & 31) / 31,
    (((second >> 3) & 63) / 63) * 1.25,
    (((second >> 9) & 63) / 63) * 1.25,
  ];
  /** @type {[number, number][]} */
  const terms = [
    [Math.max(3, landscape ? long : short), Math.max(3, landscape ? short : long)],
    [3, 3],
    [3, 3],
  ];
  if (alpha) {
    constants.push((b5 & 15) / 15);
    scales.push((b5 >> 4) / 15);
    terms.push([5, 5]);
  }
  const ratio = landscape ? long / short : short / long;
  const width = Math.max(1, Math.round(ratio > 1 ? SIDE_PX : SIDE_PX * ratio));
  const height = Math.max(1, Math.round(ratio > 1 ? SIDE_PX / ratio : SIDE_PX));
  return { constants, scales, terms, alpha, width, height };
}

/** @param {number} value */
function byteOf(value) {
  return Math.trunc(Math.max(0, 255 * Math.min(1, value)));
}

/** @param {string} base64 */
function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}

/**
 * A PNG whose pixels are not compressed: at 32 pixels a side that would save nothing worth code.
 *
 * @param {number} width
 * @param {number} height
 * @param {Uint8Array} rgba
 */
function png(width, height, rgba) {
  const row = width * 4;
  const raw = new Uint8Array(height * (row + 1));
  for (let y = 0; y < height; y++) {
    raw.set(rgba.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  }
  const { length } = raw;
  const stored = [0x78, 1, 1, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255];
  return [
    ...[137, 80, 78, 71, 13, 10, 26, 10],
    ...chunk('IHDR', [...bigEndian(width), ...bigEndian(height), 8, 6, 0, 0, 0]),
    ...chunk('IDAT', [...stored, ...raw, ...bigEndian(adler32(raw))]),
    ...chunk('IEND', []),
  ];
}

/**
 * @param {string} type
 * @param {number[]} data
 */
function chunk(type, data) {
  const typed = [...[...type].map((c) => c.charCodeAt(0)), ...data];
  return [...bigEndian(data.length), ...typed, ...bigEndian(crc32(typed))];
}

/** @param {number} value */
function bigEndian(value) {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

/** @param {number[]} bytes */
function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  }
  return ~crc;
}

/** @param {Uint8Array} bytes */
function adler32(bytes) {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return (b << 16) | a;
}
