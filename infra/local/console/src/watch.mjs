import { getJson } from "./local-api.mjs";

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
 * in the browser's console as a fault, once a look.
 *
 * @param {string} key
 * @param {(picture: any) => void} onChange
 * @returns {Promise<boolean>} whether all has come; false where patience ended
 */
export async function watch(key, onChange) {
  const begun = performance.now();
  let known = "";
  for (let looks = 0; performance.now() - begun < PATIENCE_MS; looks++) {
    await new Promise((resolve) => setTimeout(resolve, waitMs(looks)));
    const picture = await getJson(`pictures?key=${encodeURIComponent(key)}`);
    const seen = JSON.stringify(picture);
    if (seen !== known) {
      known = seen;
      onChange(picture);
    }
    if (picture.state !== "waiting" && !picture.manifest?.pending?.length) {
      return true;
    }
  }
  return false;
}
