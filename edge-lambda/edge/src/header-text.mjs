/**
 * Without what HTTP calls optional white space: spaces and tabs only, unlike JavaScript's own idea
 * of it.
 *
 * @param {string} text
 * @returns {string}
 */
export function trim(text) {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text[start])) {
    start++;
  }
  while (end > start && isSpace(text[end - 1])) {
    end--;
  }
  return text.slice(start, end);
}

/** @param {string | undefined} c */
function isSpace(c) {
  return c === ' ' || c === '\t';
}
