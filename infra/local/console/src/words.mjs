/** Numbers as people read them; all figures have three digits at most before the unit. */

const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB"];

/** @param {number} count */
export function bytes(count) {
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit > 0 && value < 10 ? value.toFixed(1) : value.toFixed(0)} ${BYTE_UNITS[unit]}`;
}

/** @param {number} ms */
export function duration(ms) {
  if (ms < 1000) {
    return `${Math.round(ms)} ms`;
  }
  if (ms < 9_950) {
    return `${(ms / 1000).toFixed(1)} s`;
  }
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : hours(minutes);
}

/** @param {number} minutes */
function hours(minutes) {
  const wholeHours = Math.round(minutes / 60);
  return wholeHours < 48 ? `${wholeHours} h` : `${Math.round(wholeHours / 24)} days`;
}

/**
 * How long ago something was, in rough words.
 *
 * @param {string} time as in JSON
 * @param {number} now ms since 1970
 */
export function ago(time, now) {
  const ms = now - Date.parse(time);
  return ms < 10_000 ? "just now" : `${duration(ms)} ago`;
}

/**
 * @param {number} number
 * @param {string} noun
 */
export function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** @param {number} pixels */
export function megapixels(pixels) {
  return `${(pixels / 1e6).toFixed(1)} megapixels`;
}

const FORMAT_NAMES = /** @type {Record<string, string>} */ ({
  avif: "AVIF",
  webp: "WebP",
  jpeg: "JPEG",
  png: "PNG",
  gif: "GIF",
  tiff: "TIFF",
});

/** @param {string} id */
export function formatName(id) {
  return FORMAT_NAMES[id] ?? id;
}

/**
 * The last segment of a key: what the uploader called the file.
 *
 * @param {string} key
 */
export function fileName(key) {
  return key.slice(key.lastIndexOf("/") + 1) || key;
}
