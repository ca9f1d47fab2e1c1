import { valueOf } from './headers.mjs';

/**
 * Answers in memory, least recently used out first, found again by key, path and tag.
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {import('./headers.mjs').Headers} headers
 * @property {Buffer} body
 *
 * @typedef {object} Entry
 * @property {string} key
 * @property {string} path with its query, as invalidations name it
 * @property {Set<string>} tags in lower case
 * @property {Answer} answer
 * @property {number} storedAtMs
 * @property {number} freshUntilMs
 *
 * @typedef {object} Invalidated what one invalidation takes
 * @property {Set<string>} paths
 * @property {string[]} prefixes of those with a wildcard
 * @property {Set<string>} tags in lower case
 */

/** "Invalidating content by cache tags": what is beyond is not stored, and finds nothing. */
export const TAGS_MAX = 50;
export const TAG_LENGTH_MAX = 256;

/** What an entry costs beside its body, about. */
const ENTRY_BYTES = 1_024;

export class Cache {
  /** @type {Map<string, Entry>} oldest use first */
  #entries = new Map();
  /** @type {Map<string, Set<string>>} keys by tag */
  #byTag = new Map();
  #bytes = 0;

  /** @param {number} bytesMax */
  constructor(bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** How many entries there are, expired ones too. */
  get size() {
    return this.#entries.size;
  }

  /** How much they take. */
  get bytes() {
    return this.#bytes;
  }

  /**
   * @param {string} key
   * @returns {Entry | undefined} fresh or not
   */
  get(key) {
    const entry = this.#entries.get(key);
    if (entry !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, entry);
    }
    return entry;
  }

  /** @param {Entry} entry is not kept where it is larger than the whole cache */
  put(entry) {
    this.#remove(entry.key);
    if (cost(entry) > this.bytesMax) {
      return;
    }
    this.#entries.set(entry.key, entry);
    this.#bytes += cost(entry);
    for (const tag of entry.tags) {
      const keys = this.#byTag.get(tag) ?? new Set();
      this.#byTag.set(tag, keys.add(entry.key));
    }
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.bytesMax) {
        break;
      }
      this.#remove(oldest);
    }
  }

  /**
   * @param {Invalidated} invalidated
   * @returns {number} how many entries went
   */
  invalidate(invalidated) {
    const before = this.#entries.size;
    for (const tag of invalidated.tags) {
      [...(this.#byTag.get(tag) ?? [])].forEach((key) => this.#remove(key));
    }
    if (invalidated.paths.size > 0 || invalidated.prefixes.length > 0) {
      [...this.#entries.values()]
        .filter((entry) => takes(invalidated, entry))
        .forEach((entry) => this.#remove(entry.key));
    }
    return before - this.#entries.size;
  }

  /** @param {string} key */
  #remove(key) {
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      return;
    }
    this.#entries.delete(key);
    this.#bytes -= cost(entry);
    for (const tag of entry.tags) {
      const keys = this.#byTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) {
        this.#byTag.delete(tag);
      }
    }
  }
}

/**
 * @param {Invalidated} invalidated
 * @param {Pick<Entry, 'path' | 'tags'>} entry
 * @returns {boolean}
 */
export function takes(invalidated, entry) {
  return (
    invalidated.paths.has(entry.path) ||
    invalidated.prefixes.some((prefix) => entry.path.startsWith(prefix)) ||
    [...entry.tags].some((tag) => invalidated.tags.has(tag))
  );
}

/**
 * The tags of an answer. Case does not matter in them.
 *
 * @param {import('./headers.mjs').Headers} headers
 * @param {string} headerName in lower case
 * @returns {Set<string>}
 */
export function tagsOf(headers, headerName) {
  const tags = (valueOf(headers, headerName) ?? '')
    .split(',')
    .map((tag) => tag.trim().toLowerCase())
    .filter((tag) => /^[\x21-\x7e]+$/.test(tag) && tag.length <= TAG_LENGTH_MAX);
  return new Set(tags.slice(0, TAGS_MAX));
}

/** @param {Entry} entry */
function cost(entry) {
  return ENTRY_BYTES + entry.answer.body.length;
}
