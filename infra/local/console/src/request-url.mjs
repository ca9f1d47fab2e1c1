/**
 * The URL of a picture.
 *
 * @param {string} key
 * @param {{ w: number, dpr: number, format: string, fit: string, ratio: string, v: string }} wish
 */
export function requestUrl(key, wish) {
  const query = new URLSearchParams({ w: String(wish.w) });
  if (wish.dpr !== 1) {
    query.set("dpr", String(wish.dpr));
  }
  query.set("format", wish.format);
  if (wish.fit === "cover") {
    query.set("fit", "cover");
    query.set("ratio", wish.ratio);
  }
  query.set("v", wish.v);
  return `${keyPath(key)}?${query.toString().replaceAll("%3A", ":")}`;
}

/**
 * A key as a path: every segment escaped, the slashes kept.
 *
 * @param {string} key
 */
export function keyPath(key) {
  return `/${key.split("/").map(escaped).join("/")}`;
}

/** @param {string} segment */
function escaped(segment) {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
