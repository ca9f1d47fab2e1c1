import { pictureElement } from "./calotype.mjs";

/**
 * A manifest's picture as a page should show it: the browser chooses format and width, and sees the
 * placeholder, a little blurred, until the picture is there.
 *
 * @param {any} manifest of state ready
 * @param {{ sizes: string, alt: string, eager?: boolean }} options
 */
export function pictureOf(manifest, options) {
  const picture = pictureElement(manifest, options);
  const image = /** @type {HTMLImageElement} */ (picture.querySelector("img"));
  image.classList.add("developing");
  image.addEventListener("load", () => image.classList.remove("developing"), { once: true });
  return { picture, image };
}
