import { excerpt } from './excerpt.mjs';
import { decode, isWellFormed } from './percent.mjs';
import { badParameter } from './refusal.mjs';
import { nearestOf, nearestOfAll, ratioOf, RATIO_PART_MAX } from './ratio.mjs';

/**
 * The parameters of a request, each of its form and within its bounds; null where not given.
 *
 * @typedef {object} Parameters
 * @property {number | null} widthCssPx `w` in CSS pixels; null also for `w=auto`
 * @property {boolean} widthAuto whether `w=auto`: the viewer's hint decides
 * @property {number | null} heightCssPx `h` in CSS pixels
 * @property {Shape | null} aspect the original's shape
 * @property {boolean} cover whether `fit=cover`
 * @property {string | null} ratio the ratio that was named
 * @property {string | null} format the format that was named; null for `auto`
 * @property {number | null} dprMilli `dpr` in thousandths; null also for `dpr=auto`
 * @property {boolean} dprAuto whether `dpr=auto`
 * @property {string | null} v a digest by form
 *
 * @typedef {import('./ratio.mjs').Shape} Shape
 * @typedef {import('./recipe.mjs').Recipe} Recipe
 */

export const CSS_PX_MAX = 8192;
const ASPECT_PART_MAX = 65535;
const AUTO = 'auto';

/** The parameters that have a meaning. */
export const knownNames = new Set([
  'w',
  'h',
  'aspect',
  'fit',
  'ratio',
  'format',
  'dpr',
  'v',
  'kid',
  'exp',
  'sig',
]);
const CSS_PX = /^[1-9][0-9]{0,3}$/;
const ASPECT = /^([1-9][0-9]{0,4}):([1-9][0-9]{0,4})$/;
const DPR = /^(?:[1-3](?:\.[0-9])?|4(?:\.0)?)$/;
const V = /^[0-9a-f]{16}$/;

/**
 * Reads the parameters of a query; throws a Refusal at the first thing that is not as expected.
 *
 * @param {Map<string, string>} raw from {@link knownParameters}
 * @param {Recipe} recipe
 * @param {boolean} signed whether the URL carries a signature: any ratio may be named then
 * @returns {Parameters}
 */
export function parseParameters(raw, recipe, signed) {
  const widthAuto = raw.get('w') === AUTO;
  const dprAuto = raw.get('dpr') === AUTO;
  const widthCssPx = widthAuto
    ? null
    : read(raw, 'w', `a whole number of 1 to ${CSS_PX_MAX}, or auto,`, cssPxOf);
  const heightCssPx = read(raw, 'h', `a whole number of 1 to ${CSS_PX_MAX}`, cssPxOf);
  const aspect = read(
    raw,
    'aspect',
    `<width>:<height>, each a whole number of 1 to ${ASPECT_PART_MAX},`,
    aspectOf,
  );
  const fit = read(raw, 'fit', fits(recipe, signed), (text) => fitOf(text, recipe, signed));
  const ratio = signed
    ? read(
        raw,
        'ratio',
        `<width>:<height>, each a whole number of 1 to ${RATIO_PART_MAX},`,
        ratioOf,
      )
    : read(raw, 'ratio', ratios(recipe), (text) => listed(text, recipe.ratios));
  const format =
    raw.get('format') === AUTO
      ? null
      : read(raw, 'format', formats(recipe), (text) => listed(text, recipe.formats));
  const dprMilli = dprAuto
    ? null
    : read(
        raw,
        'dpr',
        'a number of 1 to 4 with at most one decimal place, or auto,',
        dprMilliOf,
      );
  const cover = fit === 'cover';
  if (ratio !== null && !cover) {
    throw badParameter('expected fit=cover with ratio but got fit=inside');
  }
  const v = raw.get('v') ?? '';
  return {
    widthCssPx,
    widthAuto,
    heightCssPx,
    aspect,
    cover,
    ratio,
    format,
    dprMilli,
    dprAuto,
    v: isVersion(v) ? v : null,
  };
}

/**
 * Whether a text is a `v` by form.
 *
 * @param {string} text
 */
export function isVersion(text) {
  return V.test(text);
}

/**
 * The ratio to crop to.
 *
 * @param {Parameters} parameters
 * @param {Recipe} recipe
 * @param {boolean} signed whether any ratio may come out, not only a listed one
 * @returns {string | null} null where the whole picture is wanted
 */
export function cropRatio({ cover, ratio, widthCssPx, heightCssPx }, recipe, signed) {
  if (!cover || ratio !== null) {
    return ratio;
  }
  if (widthCssPx === null || heightCssPx === null) {
    throw badParameter('expected ratio, or w and h as numbers, with fit=cover but got neither');
  }
  return signed
    ? nearestOfAll(widthCssPx, heightCssPx)
    : nearestOf(recipe.ratios, widthCssPx, heightCssPx);
}

/**
 * The parameters that have a meaning, decoded. All others are left alone.
 *
 * @param {string} rawQuery
 * @returns {Map<string, string>}
 */
export function knownParameters(rawQuery) {
  if (!isWellFormed(rawQuery)) {
    throw badParameter(
      'expected two hex digits after each % in the query but got ' + excerpt(rawQuery),
    );
  }
  const values = new Map();
  for (const parameter of rawQuery.split('&')) {
    const equals = parameter.indexOf('=');
    const name = decode(equals < 0 ? parameter : parameter.slice(0, equals));
    if (name === null || !knownNames.has(name)) {
      continue;
    }
    if (values.has(name)) {
      throw badParameter(`expected ${name} once but got it again`);
    }
    const rawValue = equals < 0 ? '' : parameter.slice(equals + 1);
    // What is no UTF-8 stays as it is: a percent sign is in no value that is taken.
    values.set(name, decode(rawValue) ?? rawValue);
  }
  return values;
}

/**
 * @template T
 * @param {Map<string, string>} raw
 * @param {string} name
 * @param {string} expected
 * @param {(text: string) => T | null} parse
 * @returns {T | null}
 */
function read(raw, name, expected, parse) {
  const text = raw.get(name);
  if (text === undefined) {
    return null;
  }
  const value = parse(text);
  if (value === null) {
    throw badParameter(`expected ${name} to be ${expected} but got ${excerpt(text)}`);
  }
  return value;
}

/** @param {string} text */
function cssPxOf(text) {
  return CSS_PX.test(text) && Number(text) <= CSS_PX_MAX ? Number(text) : null;
}

/**
 * @param {string} text
 * @returns {Shape | null}
 */
function aspectOf(text) {
  const match = ASPECT.exec(text);
  if (match === null) {
    return null;
  }
  const width = Number(match[1]);
  const height = Number(match[2]);
  return width <= ASPECT_PART_MAX && height <= ASPECT_PART_MAX ? { width, height } : null;
}

/** @param {string} text */
function dprMilliOf(text) {
  return DPR.test(text) ? Number(text[0]) * 1000 + Number(text[2] ?? 0) * 100 : null;
}

/**
 * @param {Recipe} recipe
 * @param {boolean} signed
 */
function fits(recipe, signed) {
  return recipe.ratios.length === 0 && !signed
    ? 'inside, since the recipe crops to no ratio,'
    : 'inside or cover';
}

/**
 * @param {string} text
 * @param {Recipe} recipe
 * @param {boolean} signed
 */
function fitOf(text, recipe, signed) {
  const cropped = text === 'cover' && (signed || recipe.ratios.length > 0);
  return text === 'inside' || cropped ? text : null;
}

/** @param {Recipe} recipe */
function ratios(recipe) {
  return recipe.ratios.length === 0
    ? 'left out, since the recipe crops to no ratio,'
    : 'one of ' + recipe.ratios.join(', ');
}

/** @param {Recipe} recipe */
function formats(recipe) {
  return 'one of ' + [AUTO, ...recipe.formats].join(', ');
}

/**
 * @param {string} text
 * @param {string[]} list
 */
function listed(text, list) {
  return list.includes(text) ? text : null;
}
