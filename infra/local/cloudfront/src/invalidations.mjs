import { randomBytes } from 'node:crypto';
import { TAG_LENGTH_MAX } from './cache.mjs';

/** Paths and tags in progress at a time: "Concurrent invalidation request maximum". */
export const ITEMS_IN_PROGRESS_MAX = 3_000;

/** Paths with a wildcard in progress at a time, counted apart: the same page. */
export const WILDCARDS_IN_PROGRESS_MAX = 15;

const PATH_LENGTH_MAX = 4_000;

/**
 * @typedef {object} Invalidation
 * @property {string} id
 * @property {string} callerReference
 * @property {string[]} items as they were given
 * @property {number} createdAtMs
 */

/** Says why an invalidation is refused, as CloudFront's API does. */
export class RefusedInvalidationError extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message
   */
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * Invalidations by path, wildcard and tag ("Invalidating files", "Invalidating content by cache
 * tags"). Each takes effect at once, and counts as in progress for a while.
 */
export class Invalidations {
  /** @type {Map<string, Invalidation>} by id */
  #byId = new Map();

  /**
   * @param {object} options
   * @param {(invalidated: import('./cache.mjs').Invalidated) => void} options.invalidate
   * @param {number} options.durationMs for which each is in progress
   * @param {() => number} [options.nowMs]
   * @param {number} [options.keptMax] how many can be asked for later
   */
  constructor({ invalidate, durationMs, nowMs = Date.now, keptMax = 10_000 }) {
    this.invalidate = invalidate;
    this.durationMs = durationMs;
    this.nowMs = nowMs;
    this.keptMax = keptMax;
  }

  /**
   * @param {string} callerReference the same one with the same items is the same invalidation
   * @param {string[]} items paths, with `*` at the end or without, and tags with a leading `#`
   * @returns {Invalidation}
   */
  create(callerReference, items) {
    if (callerReference === '' || items.length === 0) {
      throw invalid('expected a CallerReference and at least one path or tag');
    }
    const earlier = [...this.#byId.values()].find((i) => i.callerReference === callerReference);
    if (earlier !== undefined) {
      if (JSON.stringify(earlier.items) !== JSON.stringify(items)) {
        throw invalid('expected a CallerReference that no other invalidation has');
      }
      return earlier;
    }
    const invalidated = parsed(items);
    this.#refuseBeyondLimits(items);
    const id = 'I' + randomBytes(10).toString('hex').toUpperCase().slice(0, 13);
    const invalidation = { id, callerReference, items, createdAtMs: this.nowMs() };
    this.#byId.set(id, invalidation);
    for (const oldest of this.#byId.keys()) {
      if (this.#byId.size <= this.keptMax) {
        break;
      }
      this.#byId.delete(oldest);
    }
    this.invalidate(invalidated);
    return invalidation;
  }

  /**
   * @param {string} id
   * @returns {Invalidation}
   */
  get(id) {
    const found = this.#byId.get(id);
    if (found === undefined) {
      throw new RefusedInvalidationError(
        404,
        'NoSuchInvalidation',
        `there is no invalidation ${id}`,
      );
    }
    return found;
  }

  /**
   * @param {Invalidation} invalidation
   * @returns {boolean}
   */
  isInProgress(invalidation) {
    return this.nowMs() - invalidation.createdAtMs < this.durationMs;
  }

  /** @param {string[]} items */
  #refuseBeyondLimits(items) {
    const inProgress = [...this.#byId.values()].filter((i) => this.isInProgress(i));
    const all = [...inProgress.flatMap((i) => i.items), ...items];
    const wildcards = all.filter(hasWildcard).length;
    if (all.length - wildcards > ITEMS_IN_PROGRESS_MAX) {
      throw tooMany(ITEMS_IN_PROGRESS_MAX, 'paths and tags', all.length - wildcards);
    }
    if (wildcards > WILDCARDS_IN_PROGRESS_MAX) {
      throw tooMany(WILDCARDS_IN_PROGRESS_MAX, 'paths with a wildcard', wildcards);
    }
  }
}

/**
 * @param {string[]} items
 * @returns {import('./cache.mjs').Invalidated}
 */
function parsed(items) {
  /** @type {import('./cache.mjs').Invalidated} */
  const invalidated = { paths: new Set(), prefixes: [], tags: new Set() };
  for (const item of items) {
    if (item.startsWith('#')) {
      const tag = item.slice(1);
      if (!/^[\x21-\x7e]+$/.test(tag) || tag.includes(',') || tag.length > TAG_LENGTH_MAX) {
        throw invalid(
          `expected a tag of 1 to ${TAG_LENGTH_MAX} visible ASCII characters, no commas`,
        );
      }
      invalidated.tags.add(tag.toLowerCase());
      continue;
    }
    const path = item.startsWith('/') ? item : '/' + item;
    if (!/^[\x21-\x7e]+$/.test(path) || path.length > PATH_LENGTH_MAX) {
      throw invalid('expected paths percent-encoded in ASCII, of at most 4000 characters');
    }
    if (hasWildcard(path)) {
      invalidated.prefixes.push(path.slice(0, -1));
    } else {
      invalidated.paths.add(path);
    }
  }
  return invalidated;
}

/** @param {string} item */
function hasWildcard(item) {
  return item.endsWith('*') && !item.startsWith('#');
}

/** @param {string} message */
function invalid(message) {
  return new RefusedInvalidationError(400, 'InvalidArgument', message);
}

/**
 * @param {number} max
 * @param {string} what
 * @param {number} came
 */
function tooMany(max, what, came) {
  return new RefusedInvalidationError(
    400,
    'TooManyInvalidationsInProgress',
    `expected at most ${max} ${what} in progress but got ${came}`,
  );
}
