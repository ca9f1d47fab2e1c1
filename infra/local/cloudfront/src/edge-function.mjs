import { Worker } from 'node:worker_threads';

/** Milliseconds that an event may take: "Quotas on Lambda@Edge". */
export const TIMEOUT_MS = { 'viewer-request': 5_000, 'origin-response': 30_000 };

/** Milliseconds in which a thread must be ready, before its first event's time begins: "Init phase". */
const START_TIMEOUT_MS = 10_000;

/** Megabytes of heap: "Quotas on Lambda@Edge", viewer events; origin events could have more. */
const HEAP_MB = 128;
const WORKER = new URL('./function-worker.mjs', import.meta.url);

/** Says that a function threw, took too long or died: CloudFront answers 503. */
export class ExecutionError extends Error {}

/** Says that as many events wait as may: CloudFront answers 503. */
export class LimitExceededError extends Error {}

/**
 * A Lambda@Edge function. Each event has a thread for itself, as on Lambda; a thread is used again,
 * and is thrown away with whatever it holds where it fails to answer in time. Threads have no
 * environment but what Lambda itself sets.
 *
 * @typedef {object} Environment
 * @property {string} accessKeyId
 * @property {string} secretAccessKey
 * @property {string} region
 *
 * @typedef {{ worker: Worker, ready: boolean, answer: ((message: any) => void) | null }} Thread
 */
export class EdgeFunction {
  /** @type {Thread[]} */
  #idle = [];
  /** @type {Set<Thread>} */
  #all = new Set();
  /** @type {(() => void)[]} */
  #waiting = [];
  #closed = false;

  /**
   * @param {object} options
   * @param {string} options.name as logs show it
   * @param {'viewer-request' | 'origin-response'} options.event
   * @param {string} options.bundle URL of the module that exports `handler`
   * @param {Environment} options.environment
   * @param {number} [options.threadsMax] events at a time
   * @param {number} [options.waitingMax] events that wait for a thread
   * @param {number} [options.timeoutMs] CloudFront's own where it is left out
   */
  constructor({
    name,
    event,
    bundle,
    environment,
    threadsMax = 16,
    waitingMax = 1_000,
    timeoutMs = TIMEOUT_MS[event],
  }) {
    this.name = name;
    this.event = event;
    this.bundle = bundle;
    this.environment = environment;
    this.threadsMax = threadsMax;
    this.waitingMax = waitingMax;
    this.timeoutMs = timeoutMs;
  }

  /** Loads the bundle once, so that a broken one fails the start and the first viewer waits less. */
  async warm() {
    const thread = this.#started();
    const message = await new Promise((resolve) => (thread.answer = resolve));
    thread.answer = null;
    if (message.ready !== true) {
      throw new ExecutionError(`cannot load ${this.name}: ${message.thrown}`);
    }
    this.#release(thread);
  }

  /**
   * @param {object} event
   * @returns {Promise<unknown>} what the handler returned, after a passage through JSON
   */
  async invoke(event) {
    const thread = await this.#acquired();
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const message = await new Promise((resolve) => {
      const limit = (/** @type {number} */ ms) => {
        clearTimeout(timer);
        timer = setTimeout(() => resolve({ thrown: `timed out after ${ms} ms`, lost: true }), ms);
      };
      limit(thread.ready ? this.timeoutMs : START_TIMEOUT_MS);
      thread.answer = (m) => (m.ready === true ? limit(this.timeoutMs) : resolve(m));
      thread.worker.postMessage({ event: JSON.stringify(event), timeoutMs: this.timeoutMs });
    });
    clearTimeout(timer);
    thread.answer = null;
    if (message.lost === true) {
      await this.#discard(thread);
    } else {
      this.#release(thread);
    }
    if (message.thrown !== undefined) {
      throw new ExecutionError(`${this.name} failed: ${message.thrown}`);
    }
    return JSON.parse(message.result);
  }

  /** Ends all threads. */
  async close() {
    this.#closed = true;
    await Promise.all([...this.#all].map((thread) => thread.worker.terminate()));
  }

  /** @returns {Promise<Thread>} */
  async #acquired() {
    const idle = this.#idle.pop();
    if (idle !== undefined) {
      return idle;
    }
    if (this.#all.size < this.threadsMax) {
      return this.#started();
    }
    if (this.#waiting.length >= this.waitingMax) {
      throw new LimitExceededError(`${this.name}: ${this.waitingMax} events wait already`);
    }
    await /** @type {Promise<void>} */ (new Promise((resolve) => this.#waiting.push(resolve)));
    return this.#acquired();
  }

  /** @param {Thread} thread */
  #release(thread) {
    this.#idle.push(thread);
    this.#waiting.shift()?.();
  }

  /** @param {Thread} thread */
  async #discard(thread) {
    this.#all.delete(thread);
    this.#idle = this.#idle.filter((other) => other !== thread);
    await thread.worker.terminate();
    this.#waiting.shift()?.();
  }

  /** @returns {Thread} */
  #started() {
    const { accessKeyId, secretAccessKey, region } = this.environment;
    const worker = new Worker(WORKER, {
      workerData: { bundle: this.bundle, name: this.name },
      env: {
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_REGION: region,
        AWS_LAMBDA_FUNCTION_NAME: this.name,
      },
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    /** @type {Thread} */
    const thread = { worker, ready: false, answer: null };
    this.#all.add(thread);
    worker.on('message', (message) => {
      thread.ready = true; // The first one says so.
      thread.answer?.(message);
    });
    const ended = (/** @type {unknown} */ why) => {
      if (this.#closed || !this.#all.has(thread)) {
        return;
      }
      const thrown = why instanceof Error ? why.message : `its thread ended with ${why}`;
      if (thread.answer === null) {
        void this.#discard(thread);
      } else {
        thread.answer({ thrown, lost: true });
      }
    };
    worker.on('error', ended);
    worker.on('exit', ended);
    return thread;
  }
}
