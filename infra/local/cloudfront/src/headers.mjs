/**
 * Headers as Lambda@Edge events have them: by lower-case name, with the spelling and every value.
 *
 * @typedef {{ key?: string, value: string }} HeaderLine
 * @typedef {Record<string, HeaderLine[]>} Headers
 */

/**
 * @param {string[]} raw names and values in turn, as Node has them
 * @returns {Headers}
 */
export function fromRaw(raw) {
  // Without a prototype: a viewer may name a header "constructor" or "__proto__".
  /** @type {Headers} */
  const headers = Object.create(null);
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const key = /** @type {string} */ (raw[i]);
    const name = key.toLowerCase();
    (headers[name] ??= []).push({ key, value: /** @type {string} */ (raw[i + 1]) });
  }
  return headers;
}

/**
 * @param {Record<string, string>} values
 * @returns {Headers}
 */
export function fromObject(values) {
  return fromRaw(Object.entries(values).flat());
}

/**
 * @param {Headers} headers
 * @returns {string[]} names and values in turn, for Node
 */
export function toRaw(headers) {
  return Object.entries(headers).flatMap(([name, lines]) =>
    lines.flatMap(({ key, value }) => [key ?? name, value]),
  );
}

/**
 * @param {Headers} headers
 * @param {string} name in lower case
 * @returns {string | undefined} all values, joined by commas
 */
export function valueOf(headers, name) {
  return headers[name]?.map(({ value }) => value).join(', ');
}

/**
 * @param {Headers} headers
 * @param {string} key in the spelling to send
 * @param {string} value replaces all that there are
 */
export function set(headers, key, value) {
  headers[key.toLowerCase()] = [{ key, value }];
}

/**
 * @param {Headers} headers
 * @returns {Headers} a deep copy
 */
export function copy(headers) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, lines]) => [name, lines.map((line) => ({ ...line }))]),
  );
}
