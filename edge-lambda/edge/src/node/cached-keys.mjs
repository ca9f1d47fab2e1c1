import { keysOf, verifyWith } from './signing-keys.mjs';

/**
 * The keys of signed URLs, fetched when they are first needed and kept in memory.
 *
 * - Fresh for 5 minutes. Then they are fetched anew; where that fails, the old ones serve on, for an
 *   hour at most.
 * - A key id that is not among them may be a new one: they are fetched anew at once, but not more
 *   often than every 10 seconds, whatever ids are sent.
 * - However many wait, one request is under way.
 */
export class CachedKeys {
  static FRESH_MS = 5 * 60_000;
  static STALE_MS_MAX = 60 * 60_000;
  static PAUSE_MS = 10_000;

  /** @type {import('./signing-keys.mjs').SigningKeys | null} */
  #keys = null;
  #fetchedMs = -Infinity;
  #triedMs = -Infinity;
  /** @type {Promise<void> | null} */
  #underWay = null;
  #fetch;
  #log;
  #nowMs;

  /**
   * @param {() => Promise<string>} fetch the secret's text
   * @param {(message: string) => void} log
   * @param {() => number} [nowMs] milliseconds since 1970
   */
  constructor(fetch, log, nowMs = Date.now) {
    this.#fetch = fetch;
    this.#log = log;
    this.#nowMs = nowMs;
  }

  /**
   * The check of signatures.
   *
   * @param {string} kid the key that the signature names
   * @returns {Promise<import('../signature.mjs').Verify | null>} null where no keys can be had
   */
  async verifier(kid) {
    const nowMs = this.#nowMs();
    const fresh = nowMs - this.#fetchedMs < CachedKeys.FRESH_MS;
    const missing = this.#keys === null || !this.#keys.has(kid);
    const paused = nowMs - this.#triedMs < CachedKeys.PAUSE_MS;
    if (this.#underWay !== null || ((!fresh || missing) && !paused)) {
      await this.#refreshed();
    }
    const usable = this.#nowMs() - this.#fetchedMs < CachedKeys.STALE_MS_MAX;
    return this.#keys !== null && usable ? verifyWith(this.#keys, this.#nowMs()) : null;
  }

  #refreshed() {
    this.#underWay ??= this.#refresh().finally(() => {
      this.#underWay = null;
    });
    return this.#underWay;
  }

  async #refresh() {
    this.#triedMs = this.#nowMs();
    try {
      this.#keys = keysOf(await this.#fetch());
      this.#fetchedMs = this.#nowMs();
    } catch (e) {
      this.#log(`keys of signed URLs: ${e}`);
    }
  }
}
