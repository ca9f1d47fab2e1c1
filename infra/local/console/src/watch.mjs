import { getJson, RequestFailure } from "./local-api.mjs";

const FIRST_WAIT_MS = 150;
const WAIT_MS_MAX = 3000;
const GROWTH = 1.5;
const PATIENCE_MS = 5 * 60 * 1000;

/**
 * How long to wait before each look at a picture: short at first, then longer.
 *
 * @param {number} looks how many there were
 */
export function waitMs(looks) {
  return Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * GROWTH ** looks);
}

/**
 * Looks at a picture until all that is to come of it is there, and tells of each change. Through
 * the local API, where a picture that is not there yet is an answer; a manifest's 404 would stand
 * in the browser's console as a fault, once a look. A look that fails in a way that may pass is
 * followed by the next one.
 *
 * @param {string} key
 * @param {(picture: any) => void} onChange
 * @returns {Promise<boolean>} whether all has come; false where patience ended
 * @throws {RequestFailure} where it could not be seen when patience ended, or never will be
 */
export async function watch(key, onChange) {
  const begun = performance.now();
  let known = "";
  /** @type {RequestFailure | null} */
  let fault = null;
  for (let looks = 0; performance.now() - begun < PATIENCE_MS; looks++) {
    await new Promise((resolve) => setTimeout(resolve, waitMs(looks)));
    const picture = await getJson(`pictures?key=${encodeURIComponent(key)}`).catch(unlessItMayPass);
    fault = picture instanceof RequestFailure ? picture : null;
    if (fault !== null) {
      continue;
    }
    const seen = JSON.stringify(picture);
    if (seen !== known) {
      known = seen;
      onChange(picture);
    }
    if (picture.state !== "waiting" && !picture.manifest?.pending?.length) {
      return true;
    }
  }
  if (fault !== null) {
    throw fault;
  }
  return false;
}

/**
 * @param {unknown} fault
 * @returns {RequestFailure} one that another look may not meet: no answer, or one of 5xx
 */
function unlessItMayPass(fault) {
  if (fault instanceof RequestFailure && (fault.status === 0 || fault.status >= 500)) {
    return fault;
  }
  throw fault;
}
