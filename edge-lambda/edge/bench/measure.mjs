/**
 * How one kind of event is measured, and the control without which its figure counts for nothing.
 *
 * @typedef {object} Case
 * @property {string} function the function at the edge
 * @property {string} request what it is asked
 * @property {(event: any) => Promise<any>} call
 * @property {(i: number) => any} event the i-th event, of a URL that no other has
 * @property {(answer: any, i: number) => boolean} isRight whether it is the i-th event's answer
 */

const BLOCKS = 10;
const URLS_AGAIN = 20;

/**
 * Asks for the same URLs again: each answer must be right, and no object may come twice, as it would
 * from a cache by URL. To a caller such an answer looks as fast as one that was worked out.
 *
 * @param {Case} one
 * @throws {Error} where the handler does not work out each answer
 */
export async function control({ function: name, request, call, event, isRight }) {
  const answers = new Set();
  for (let n = 0; n < 2 * URLS_AGAIN; n++) {
    const i = n % URLS_AGAIN;
    const answer = await call(event(i));
    requireRight(name, request, answer, isRight(answer, i));
    if (answers.has(answer)) {
      throw new Error(
        `${name}, ${request}: expected an answer made anew each time but got one that was handed out before`,
      );
    }
    answers.add(answer);
  }
}

/**
 * CPU of single calls, each of another URL, after as many that do not count.
 *
 * @param {Case} one
 * @param {number} calls a multiple of 100
 * @returns {Promise<{median: number, p99: number, medians: number[]}>} microseconds; the medians
 *     are those of ten blocks of calls
 * @throws {Error} where an answer is not the event's
 */
export async function cpuUs({ function: name, request, call, event, isRight }, calls) {
  const warmUp = Math.round(calls * 0.4);
  const times = [];
  for (let i = 0; i < warmUp + calls; i++) {
    const asked = event(i);
    const before = process.cpuUsage();
    const answer = await call(asked);
    const { user, system } = process.cpuUsage(before);
    requireRight(name, request, answer, isRight(answer, i));
    if (i >= warmUp) {
      times.push(user + system);
    }
  }
  const size = calls / BLOCKS;
  const medians = Array.from({ length: BLOCKS }, (_, block) =>
    sorted(times.slice(block * size, (block + 1) * size)),
  ).map((block) => block[Math.floor(block.length / 2)]);
  const all = sorted(times);
  return { median: all[Math.floor(calls / 2)], p99: all[calls * 0.99], medians };
}

/**
 * @param {string} name
 * @param {string} request
 * @param {any} answer
 * @param {boolean} right
 */
function requireRight(name, request, answer, right) {
  if (!right) {
    throw new Error(
      `${name}, ${request}: got another answer than expected: ${String(JSON.stringify(answer)).slice(0, 300)}`,
    );
  }
}

/** @param {number[]} numbers */
function sorted(numbers) {
  return numbers.sort((a, b) => a - b);
}
