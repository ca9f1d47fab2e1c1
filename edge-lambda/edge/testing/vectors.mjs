import { readFileSync } from 'node:fs';

/**
 * Reads a file of test vectors, which Java runs too.
 *
 * @param {string} name
 */
export function vectors(name) {
  const folder = new URL('../../../variants/src/test/resources/vectors/', import.meta.url);
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
}
