import { element } from "./dom.mjs";

/**
 * A choice of one, the first at the start.
 *
 * @param {string} legend
 * @param {string} name
 * @param {[string, string][]} choices value and words
 */
export function radios(legend, name, choices) {
  return element(
    "fieldset",
    { class: "switch" },
    element("legend", {}, legend),
    element(
      "div",
      { class: "choices" },
      choices.map(([value, words], at) =>
        element(
          "label",
          {},
          element("input", { type: "radio", name, value, checked: at === 0 }),
          element("span", {}, words),
        ),
      ),
    ),
  );
}
