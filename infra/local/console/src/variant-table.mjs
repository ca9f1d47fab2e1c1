import { element } from "./dom.mjs";
import { readyAfterMs } from "./times.mjs";
import { bytes, duration, formatName } from "./words.mjs";

/**
 * The variants of a picture: a line for each step of the ladder, a column for each format.
 *
 * @param {string} key
 * @param {any} manifest of state ready
 */
export function variantTable(key, manifest) {
  const formats = [
    ...new Set([
      ...manifest.variants.map((/** @type {any} */ variant) => variant.format),
      ...manifest.pending,
    ]),
  ];
  return [
    element("caption", {}, caption(manifest)),
    element("thead", {}, element("tr", {}, ["Step", "Pixels", ...formats.map(formatName)].map(title))),
    element(
      "tbody",
      {},
      [...steps(manifest)].map(([step, variants]) => line(key, step, variants, formats)),
    ),
  ];
}

/** @param {any} manifest */
function caption(manifest) {
  return `Variants of the original: ${manifest.width} × ${manifest.height}, ${bytes(manifest.source.bytes)}`;
}

/**
 * @param {string} words
 * @param {number} at
 */
function title(words, at) {
  return element("th", { scope: "col", class: at > 0 ? "number" : null }, words);
}

/**
 * Variants by what their names have in common, `w640` or `w640-1x1`.
 *
 * @param {any} manifest
 * @returns {Map<string, any[]>}
 */
function steps(manifest) {
  const found = new Map();
  for (const variant of manifest.variants) {
    const step = variant.name.slice(0, variant.name.lastIndexOf("."));
    found.set(step, [...(found.get(step) ?? []), variant]);
  }
  return found;
}

/**
 * @param {string} key
 * @param {string} step
 * @param {any[]} variants
 * @param {string[]} formats
 */
function line(key, step, variants, formats) {
  const [first] = variants;
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, element("code", {}, step)),
    element("td", { class: "number" }, `${first.width} × ${first.height}`),
    formats.map((format) => cell(key, variants.find((variant) => variant.format === format))),
  );
}

/**
 * @param {string} key
 * @param {any} variant undefined where there is none yet
 */
function cell(key, variant) {
  if (variant === undefined) {
    return element("td", { class: "number pending" }, "to come");
  }
  const ms = readyAfterMs(key, variant.name);
  return element(
    "td",
    { class: "number", "data-variant": variant.name },
    bytes(variant.bytes),
    ms === undefined ? null : element("small", {}, `after ${duration(ms)}`),
  );
}
