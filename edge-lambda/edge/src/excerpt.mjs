const CHARACTERS_MAX = 40;

/**
 * What came, as it may stand in a one-line message: quoted, at most 40 characters, only printable
 * ASCII, `?` for all else. Whatever a stranger sent can neither break the line nor flood a log.
 *
 * @param {string} text
 * @returns {string}
 */
export function excerpt(text) {
  const characters = [...text];
  const shown = characters
    .slice(0, CHARACTERS_MAX)
    .map((c) => (c >= ' ' && c <= '~' ? c : '?'))
    .join('');
  return '"' + shown + (characters.length <= CHARACTERS_MAX ? '"' : '..."');
}
