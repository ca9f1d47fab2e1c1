/**
 * Makes an element. Attributes that begin with `on` are listeners, `false` and `null` leave one
 * out; children that are no nodes become text, so that nothing a user wrote becomes markup.
 *
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...any} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      made.addEventListener(name.slice(2), value);
    } else {
      made.setAttribute(name, value === true ? "" : String(value));
    }
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/**
 * The element with an id, which the page has.
 *
 * @param {string} id
 */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Tells users of screen readers what has happened elsewhere on the page.
 *
 * @param {string} words
 */
export function announce(words) {
  byId("announcer").textContent = words;
}
