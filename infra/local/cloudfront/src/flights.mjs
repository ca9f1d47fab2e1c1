import { takes } from './cache.mjs';

/**
 * One request to the origin at a time for one cache key: whoever asks meanwhile gets its answer
 * ("Simultaneous requests for the same object (request collapsing)").
 *
 * Whether CloudFront keeps an answer that was asked for before an invalidation and came after it is
 * not documented. Here it is given to those who wait for it, and is neither kept nor joined.
 */
export class Flights {
  /** @type {Map<string, Flight>} */
  #byKey = new Map();
  /** @type {Set<Flight>} those that nobody can join any more, too */
  #all = new Set();

  /**
   * @template {{ entry: import('./cache.mjs').Entry | null }} T
   * @param {string} key
   * @param {() => Promise<T>} begin
   * @param {(entry: import('./cache.mjs').Entry) => void} keep
   * @returns {Promise<T>}
   */
  join(key, begin, keep) {
    const under = this.#byKey.get(key);
    if (under !== undefined) {
      return /** @type {Promise<T>} */ (under.landed);
    }
    const flight = new Flight();
    this.#byKey.set(key, flight);
    this.#all.add(flight);
    const landed = begin()
      .then((result) => {
        const { entry } = result;
        if (entry !== null && !flight.invalidations.some((each) => takes(each, entry))) {
          keep(entry);
        }
        return result;
      })
      .finally(() => {
        this.#all.delete(flight);
        if (this.#byKey.get(key) === flight) {
          this.#byKey.delete(key);
        }
      });
    flight.landed = landed;
    return landed;
  }

  /** @param {import('./cache.mjs').Invalidated} invalidated */
  invalidate(invalidated) {
    this.#all.forEach((flight) => flight.invalidations.push(invalidated));
    this.#byKey.clear();
  }
}

class Flight {
  /** @type {import('./cache.mjs').Invalidated[]} */
  invalidations = [];
  /** @type {Promise<unknown>} */
  landed = Promise.resolve();
}
