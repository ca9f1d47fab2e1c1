/**
 * How long after its upload each variant was seen, by key and name: known to the page that uploaded
 * it, for as long as its tab is open.
 */
const NAME = "calotype.times";

/** @type {Record<string, Record<string, number>>} */
const times = JSON.parse(sessionStorage.getItem(NAME) ?? "{}");

/**
 * Notes the variants of a picture that were not there before.
 *
 * @param {any} picture
 * @param {number} afterMs
 */
export function remember(picture, afterMs) {
  const known = (times[picture.key] ??= {});
  for (const variant of picture.manifest?.variants ?? []) {
    known[variant.name] ??= Math.round(afterMs);
  }
  sessionStorage.setItem(NAME, JSON.stringify(times));
}

/**
 * @param {string} key
 * @param {string} variant
 * @returns {number | undefined}
 */
export function readyAfterMs(key, variant) {
  return times[key]?.[variant];
}
