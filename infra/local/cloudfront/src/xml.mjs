/** The little XML that CloudFront's REST API speaks here. */

const ENTITIES = /** @type {Record<string, string>} */ ({
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
});

/**
 * The texts of all elements of a name that hold nothing but text, in their order.
 *
 * @param {string} xml
 * @param {string} name
 * @returns {string[]}
 */
export function texts(xml, name) {
  const element = new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}\\s*>`, 'g');
  return [...xml.matchAll(element)].map((match) => unescaped(match[1] ?? ''));
}

/**
 * @param {string} text
 * @returns {string} as the text of an element
 */
export function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** @param {string} text */
function unescaped(text) {
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|([a-z]+));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) {
      return ENTITIES[name] ?? whole;
    }
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
