import { element } from "./dom.mjs";
import { placeholderUrl } from "./calotype.mjs";

/** Smaller formats first: a browser takes the first source that it can show. */
const SOURCES = ["avif", "webp"];

/**
 * A manifest's picture as a page should show it: the browser chooses format and width, and sees the
 * placeholder until the picture is there.
 *
 * @param {any} manifest of state ready
 * @param {{ sizes: string, alt: string, eager?: boolean }} options
 */
export function pictureOf(manifest, options) {
  const fallback = manifest.srcset.jpeg ? "jpeg" : "png";
  const image = /** @type {HTMLImageElement} */ (
    element("img", {
      alt: options.alt,
      width: manifest.width,
      height: manifest.height,
      sizes: options.sizes,
      loading: options.eager ? "eager" : "lazy",
      decoding: "async",
    })
  );
  showPlaceholder(image, manifest);
  const sources = SOURCES.filter((format) => manifest.srcset[format]).map((format) =>
    element("source", {
      type: `image/${format}`,
      srcset: manifest.srcset[format],
      sizes: options.sizes,
    }),
  );
  const picture = element("picture", {}, sources, image);
  // Last, so that no browser begins to load it before it knows the sources.
  image.srcset = manifest.srcset[fallback];
  return { picture, image };
}

/**
 * Paints the placeholder behind an image until it has loaded.
 *
 * @param {HTMLImageElement} image
 * @param {any} manifest
 */
export function showPlaceholder(image, manifest) {
  const url = placeholderUrl(manifest);
  image.style.backgroundColor = manifest.dominantColor;
  image.style.backgroundSize = "100% 100%";
  image.style.backgroundImage = `url("${url}")`;
  image.classList.add("developing");
  image.addEventListener(
    "load",
    () => {
      image.classList.remove("developing");
      image.style.backgroundImage = "none";
      image.style.backgroundColor = "transparent";
    },
    { once: true },
  );
}
