/**
 * Pictures from a manifest: `srcset`, `sizes`, `<picture>` and its placeholder.
 *
 * This file and `thumbhash.mjs` beside it; no dependencies, and a page needs no build step:
 *
 *     <script type="module">
 *       import { manifestUrl, pictureElement } from './calotype.mjs';
 *       const manifest = await (await fetch(manifestUrl('holiday/beach.jpg'))).json();
 *       document.body.append(pictureElement(manifest, { alt: 'The beach' }));
 *     </script>
 *
 * `PictureHtml` in Java writes the same HTML; `pictures.json` holds the vectors that both run.
 *
 * @typedef {object} Manifest as `/_calotype/manifest/<key>` answers
 * @property {string} state `ready` or `rejected`
 * @property {{code: string, message: string}} [reason] why it was rejected
 * @property {number} [width] of the upright original, in pixels
 * @property {number} [height] of the upright original, in pixels
 * @property {Record<string, string>} [srcset] by format
 * @property {string} [thumbHash] in base64
 * @property {string} [dominantColor] as `#1e90ff`
 *
 * @typedef {object} Options
 * @property {string} alt what the picture shows; empty where it only decorates
 * @property {string} [sizes] the attribute; left out: as wide as the window, and no wider than the
 *     original (see {@link sizes})
 * @property {string} [base] scheme and host of the pictures, where the page is elsewhere
 * @property {'none' | 'color' | 'thumbhash'} [placeholder] what is there before the picture is; left
 *     out: `color` in HTML, `thumbhash` in an element. `thumbhash` adds some 6 KB to HTML. In HTML a
 *     picture with transparency has none, since it would show through
 * @property {boolean} [eager] whether it is loaded before it comes into view
 *
 * @typedef {{tag: string, attributes: [string, string][]}} Tag
 */

import { hasAlpha, placeholderPng } from './thumbhash.mjs';

/** The smaller files first: a browser takes the first source that it can show. */
const SOURCES = ['avif', 'webp'];

/** What every browser can show. */
const FALLBACKS = ['jpeg', 'png'];

/** What a browser without `srcset` gets: the widest up to this. */
const SRC_WIDTH_PX_MAX = 1080;

/**
 * Where the manifest of a picture is.
 *
 * @param {string} key the original's key
 * @param {string} [base] scheme and host, where the page is elsewhere
 */
export function manifestUrl(key, base = '') {
  return `${checkedBase(base)}/_calotype/manifest/${encodeKey(key)}`;
}

/**
 * The `srcset` of one format.
 *
 * @param {Manifest} manifest
 * @param {string} format `jpeg`, `webp`, `avif` or `png`
 * @param {string} [base] scheme and host, where the page is elsewhere
 * @returns {string} empty where the picture is not made in this format
 */
export function srcset(manifest, format, base = '') {
  const prefix = checkedBase(base);
  return candidates(ready(manifest), format)
    .map(({ url, width }) => `${prefix}${url} ${width}w`)
    .join(', ');
}

/**
 * The `sizes` attribute: how wide the picture stands on the page, and never wider than its original.
 *
 * @param {Manifest} manifest
 * @param {string} [width] a CSS length, where no condition holds
 * @param {[condition: string, width: string][]} [conditional] the first whose media condition holds
 *     counts, as `['(min-width: 60rem)', '50vw']`
 */
export function sizes(manifest, width = '100vw', conditional = []) {
  const natural = ready(manifest).width;
  return [...conditional, ['', width]]
    .map(([condition, length]) => `${condition} min(${length}, ${natural}px)`.trim())
    .join(', ');
}

/**
 * A `<picture>` in HTML, everything escaped.
 *
 * @param {Manifest} manifest
 * @param {Options} options
 * @returns {string}
 * @throws {Error} where the picture was rejected
 */
export function pictureHtml(manifest, options) {
  const { sources, image } = tags(ready(manifest), options);
  const style = styleOf(ready(manifest), options.placeholder ?? 'color');
  if (style !== '' && !hasAlpha(ready(manifest).thumbHash)) {
    image.attributes.push(['style', style]);
  }
  return `<picture>${[...sources, image].map(html).join('')}</picture>`;
}

/**
 * A `<picture>` element. Its placeholder goes once the picture is there.
 *
 * @param {Manifest} manifest
 * @param {Options} options
 * @returns {HTMLPictureElement}
 * @throws {Error} where the picture was rejected
 */
export function pictureElement(manifest, options) {
  const { sources, image } = tags(ready(manifest), options);
  const img = document.createElement('img');
  // By property, not by attribute: a strict content security policy allows that.
  img.style.cssText = styleOf(ready(manifest), options.placeholder ?? 'thumbhash');
  img.addEventListener('load', () => (img.style.background = ''), { once: true });
  const picture = document.createElement('picture');
  for (const source of sources) {
    picture.append(withAttributes(document.createElement('source'), source));
  }
  picture.append(img);
  // Last, so that no browser begins to load it before it knows the sources.
  withAttributes(img, image);
  return picture;
}

/**
 * The placeholder as an image: a blurred picture of at most 32 pixels a side.
 *
 * @param {Manifest} manifest
 * @returns {string} a data URL of a PNG
 */
export function placeholderUrl(manifest) {
  return `data:image/png;base64,${placeholderPng(ready(manifest).thumbHash)}`;
}

/**
 * @param {Manifest} manifest
 * @returns {Required<Omit<Manifest, 'reason'>>}
 */
function ready(manifest) {
  if (manifest.state !== 'ready') {
    const why = manifest.reason === undefined ? '' : `: ${manifest.reason.message}`;
    throw new Error(`expected the manifest of a ready picture but it is ${manifest.state}${why}`);
  }
  return /** @type {Required<Omit<Manifest, 'reason'>>} */ (manifest);
}

/**
 * @param {Required<Omit<Manifest, 'reason'>>} manifest
 * @param {Options} options
 * @returns {{sources: Tag[], image: Tag}}
 */
function tags(manifest, options) {
  const base = checkedBase(options.base ?? '');
  const width = options.sizes ?? sizes(manifest);
  const formats = Object.keys(manifest.srcset);
  const fallback = FALLBACKS.find((format) => formats.includes(format)) ?? formats[0] ?? '';
  /** @type {Tag[]} */
  const sources = SOURCES.filter((format) => format !== fallback && formats.includes(format)).map(
    (format) => ({
      tag: 'source',
      attributes: [
        ['type', `image/${format}`],
        ['srcset', srcset(manifest, format, base)],
        ['sizes', width],
      ],
    }),
  );
  /** @type {Tag} */
  const image = {
    tag: 'img',
    attributes: [
      ['alt', options.alt],
      ['width', String(manifest.width)],
      ['height', String(manifest.height)],
      ['loading', options.eager ? 'eager' : 'lazy'],
      ['decoding', 'async'],
      ['sizes', width],
      ['srcset', srcset(manifest, fallback, base)],
      ['src', base + src(candidates(manifest, fallback))],
    ],
  };
  return { sources, image };
}

/**
 * @param {{url: string, width: number}[]} ascending
 * @returns {string}
 */
function src(ascending) {
  const narrow = ascending.filter(({ width }) => width <= SRC_WIDTH_PX_MAX);
  return (narrow.at(-1) ?? ascending[0])?.url ?? '';
}

/**
 * The URLs of a `srcset`, each with the real width of its picture.
 *
 * @param {Manifest} manifest
 * @param {string} format
 * @returns {{url: string, width: number}[]}
 */
function candidates(manifest, format) {
  const text = Object.entries(manifest.srcset ?? {}).find(([name]) => name === format)?.[1] ?? '';
  return text === ''
    ? []
    : text.split(', ').map((candidate) => {
        const [url = '', width = ''] = candidate.split(' ');
        return { url, width: Number.parseInt(width, 10) };
      });
}

/** @param {Tag} tag */
function html({ tag, attributes }) {
  const text = attributes.map(([name, value]) => ` ${name}="${escapeHtml(value)}"`).join('');
  return `<${tag}${text}>`;
}

/**
 * @template {Element} E
 * @param {E} element
 * @param {Tag} tag
 * @returns {E}
 */
function withAttributes(element, { attributes }) {
  for (const [name, value] of attributes) {
    element.setAttribute(name, value);
  }
  return element;
}

/** @param {string} text */
function escapeHtml(text) {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/**
 * A comma or a space would end a URL within `srcset`.
 *
 * @param {string} base
 */
function checkedBase(base) {
  if (base !== '' && !/^https?:\/\/[^\s,]+$/.test(base)) {
    throw new Error(`expected a base such as https://pictures.example.org but got "${base}"`);
  }
  return base.replace(/\/+$/, '');
}

/**
 * Slashes stay, unless a browser would resolve dots or squeeze slashes.
 *
 * @param {string} key
 */
function encodeKey(key) {
  const plain = key.split('/').every((segment) => !['', '.', '..'].includes(segment));
  return encodeURIComponent(key)
    .replace(/%2F/g, plain ? '/' : '%2F')
    .replace(/[!'()*]/g, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase());
}

/**
 * @param {Required<Omit<Manifest, 'reason'>>} manifest
 * @param {'none' | 'color' | 'thumbhash'} placeholder
 */
function styleOf(manifest, placeholder) {
  const color = /^#[0-9a-f]{6}$/.test(manifest.dominantColor) ? manifest.dominantColor : '#808080';
  switch (placeholder) {
    case 'none':
      return '';
    case 'color':
      return `background:${color}`;
    default:
      return `background:${color} url(${placeholderUrl(manifest)}) 0 0/100% 100% no-repeat`;
  }
}
